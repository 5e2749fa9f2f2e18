// What a page needs, made once from the browser's globals (or a test's): REST, preferences, devices
// and the call. Keeps the socket that was opened ahead of the click.

import { computed, signal } from "@preact/signals";
import { type Background, backgroundPictures } from "../shared/backgrounds.ts";
import type { PageWishes } from "../shared/page_options.ts";
import { createCall } from "./call.ts";
import type { Call, Client, JoinRequest, LocalMedia } from "./call_api.ts";
import { createOwnBackground } from "./effects/mod.ts";
import { createKnownMeetings } from "./known_meetings.ts";
import { createLocalMedia } from "./media/mod.ts";
import { canHideAddress } from "./peer/mod.ts";
import { createMeetingKeys } from "./meeting_keys.ts";
import type { MeetingEnv } from "./ports.ts";
import { canRemember, createPreferences, takePasscode } from "./preferences.ts";
import { createWishes } from "./wishes.ts";
import { createOriginCheck, createRest, parseWithoutEval } from "./rest/mod.ts";
import {
  createSeatMemory,
  createSignalling,
  type SeatRecord,
  type Signalling,
} from "./signalling/mod.ts";

/** Makes the client of one page; `asked` is what its address asks for. */
export function createClient(env: MeetingEnv, asked: PageWishes = {}): Client {
  parseWithoutEval();
  const { api, credentials } = createRest(env);
  const { preferences, remember, wishes, wish } = createWishes(
    createPreferences(env.storage),
    asked,
  );
  const current = signal<Client["current"]["value"]>(null);
  const organizerKeys = createMeetingKeys(env.storage, "organizer");
  const linkKeys = createMeetingKeys(env.storage, "link");
  const ownBackground = createOwnBackground(env.storage);
  const opened = new Set<LocalMedia>();
  const calls = new Set<Call>();
  const seats = createSeatMemory(env);
  const origin = createOriginCheck(env);
  let warm: Signalling | null = null;
  let isClosed = false;

  function takeSignalling(): Signalling {
    const signalling = warm ?? createSignalling({ ...env, credentials, origin });
    warm = null;
    return signalling;
  }

  /** The URL of a background's picture; null for a blur, and for a picture of one's own that is gone. */
  function pictureOf(background: Background): string | null {
    if (background === "own") return ownBackground.picture.value;
    return backgroundPictures.some((one) => one === background)
      ? env.assetUrl(`/backgrounds/${background}.svg`)
      : null;
  }

  function openMedia({ mic, camera }: SeatRecord["wanted"]): LocalMedia {
    const media = createLocalMedia({
      ...env,
      choices: { ...preferences.peek(), isMicOn: mic, isCameraOn: camera },
      remember,
      pictureOf,
    });
    opened.add(media);
    current.value = { media, call: null };
    return media;
  }

  function startCall(asked: JoinRequest, media: LocalMedia, seat?: SeatRecord): Call {
    const organizerKey = organizerKeys.get(asked.meetingId);
    const linkKey = linkKeys.get(asked.meetingId);
    const request = {
      ...asked,
      ...(organizerKey ? { organizerKey } : {}),
      ...(linkKey ? { linkKey } : {}),
    };
    const call = createCall({
      env,
      signalling: takeSignalling(),
      media,
      credentials,
      request,
      muid: seat?.muid ?? seats.newMuid(),
      seats,
      ...(seat ? { seat } : {}),
      preferences,
    });
    calls.add(call);
    current.value = { media, call };
    void report(call);
    return call;
  }

  /** Where the server asks for it; a page that cannot load the code reports nothing. */
  async function report(call: Call): Promise<void> {
    await credentials.getToken();
    if (!credentials.config.peek()?.CALL_REPORTS) return;
    const loaded = await import("./call_report.ts").catch(() => null);
    loaded?.watchCall({
      call,
      now: () => env.clock.now(),
      token: () => credentials.config.peek()?.token ?? null,
      onPage: env.onPage,
      send: env.sendLast,
    });
  }

  return {
    api,
    preferences,
    canHideAddress: computed(() => canHideAddress(credentials.config.value)),
    isOriginRefused: origin.isRefused,
    canCall: env.canCall,
    canRemember: canRemember(env.storage),
    remember,
    wishes,
    wish,
    current,
    takePasscode: (meetingId) => takePasscode(env.tabStorage, meetingId),
    known: createKnownMeetings(env.storage, () => env.clock.now()),
    organizerKeys,
    linkKeys,
    ownBackground: ownBackground.picture,
    keepBackground: ownBackground.keep,
    openMedia() {
      const { isMicOn, isCameraOn, startsMuted } = preferences.peek();
      return openMedia({ mic: isMicOn && !startsMuted, camera: isCameraOn });
    },
    async comeBack(meetingId) {
      const seat = await seats.takeBack(meetingId);
      if (!seat || isClosed) return null;
      const { name } = seat;
      remember({ name });
      const media = openMedia(seat.wanted);
      return { media, call: startCall({ meetingId, name }, media, seat) };
    },
    warmUp(meetingId) {
      if (isClosed || warm) return;
      seats.lookForOld(meetingId);
      warm = takeSignalling();
      warm.open();
    },
    join(request, media) {
      remember({ name: request.name });
      return startCall(request, media);
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      for (const call of calls) call.close();
      for (const media of opened) media.close();
      warm?.close();
      credentials.close();
    },
  };
}
