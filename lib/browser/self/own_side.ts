// The person's own side of a call: what their devices and their screen give to it, what the server is
// told of that, what a host does to it, and what a reload has to know. Knows none of the others.

import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { JoinUser, RoomInfo, UserInfo } from "../../shared/protocol/mod.ts";
import {
  createScreenShare,
  type LocalMedia,
  type LostDevice,
  type RefusedDevice,
  type ScreenNotice,
  type ScreenShare,
} from "../media/mod.ts";
import type { LinesDeps } from "../peer/mod.ts";
import type { Env, PageEvent } from "../ports.ts";
import type { Preferences } from "../preferences.ts";
import type { Cause, SeatMemory, SeatRecord, Signalling } from "../signalling/mod.ts";
import { ownTracks, readLook, readOwnState } from "./devices.ts";
import { createSeatKeeper } from "./seat_keeper.ts";
import { createOwnState } from "./state.ts";

/** Things said once, quietly, of our own devices and screen. */
export type OwnNotice =
  | { readonly kind: "muted-by-host" }
  | { readonly kind: "camera-off-by-host" }
  | { readonly kind: "screen-stopped-by-host" }
  | { readonly kind: "device-lost" } & LostDevice
  | { readonly kind: "device-refused" } & RefusedDevice
  /** The system lets nothing of it through. */
  | { readonly kind: "device-silenced"; readonly device: "mic" | "camera" }
  | ScreenNotice;

/** What a host can do about somebody's silence: ask. */
export interface UnmuteRequest {
  /** The name of who asks, null while nobody does. */
  readonly from: ReadonlySignal<string | null>;
  dismiss(): void;
}

export interface OwnSideDeps {
  readonly env: Pick<Env, "clock" | "media" | "createStream">;
  readonly signalling: Pick<Signalling, "request" | "tell">;
  readonly media: LocalMedia;
  readonly preferences: ReadonlySignal<Preferences>;
  readonly meetingId: string;
  readonly muid: string;
  /** The name to join with. */
  readonly name: string;
  readonly seats: Pick<SeatMemory, "write" | "forget">;
  /** The seat we come back to. */
  readonly seat: SeatRecord | undefined;
  readonly room: ReadonlySignal<RoomInfo | null>;
  /** What the server says of us; null until we are in. */
  readonly self: ReadonlySignal<UserInfo | null>;
  /** The kind of relay that connections start with now, for the seat's record. */
  firstRung(): number;
  say(notice: OwnNotice): void;
}

export interface OwnSide extends Pick<LinesDeps, "tracks" | "streams"> {
  readonly share: Pick<ScreenShare, "stream" | "set">;
  /** Who we are and what our devices do, at this moment. */
  describe(): JoinUser;
  /** The server gave us a seat, and this token to come back to it. */
  handleAdmission(resumeToken: string): void;
  /** `self` is new; `cause` is why. */
  handleSelf(cause: Cause): void;
  handlePage(event: PageEvent): void;
  /** A host, known by muid, would like to hear us. */
  handleUnmuteRequest(from: string): void;
  readonly unmuteRequest: UnmuteRequest;
  /** The seat is out of reach. */
  pause(): void;
  /** Gives the seat up and ends the share; the devices are not ours. */
  close(): void;
}

/** Makes the own side; nothing is told before the server has said something of us. */
export function createOwnSide(deps: OwnSideDeps): OwnSide {
  const { env, signalling, media, preferences, meetingId, muid, seat, self, say } = deps;
  const { clock } = env;
  const share = createScreenShare({
    clock,
    media: env.media,
    createStream: env.createStream,
    readHint: () => preferences.peek().screenHint,
    sharer: () =>
      deps.room.peek()?.participants.find((user) => user.muid !== muid && user.state.screen)
        ?.name ?? null,
    say,
  });
  const { seats: memory, firstRung } = deps;
  const keeper = createSeatKeeper({ clock, memory, meetingId, muid, media, self, firstRung });
  const state = createOwnState({
    clock,
    read: () => readOwnState(media, share),
    // A share ends with its page: where the server still has it, it is told so.
    known: seat && { ...seat.told, screen: false },
    send: (diff) =>
      signalling.request({
        type: "UPDATE_USER_STATE",
        room_id: meetingId,
        participant_diff: { state: diff },
      }),
    onScreenAnswer: share.handleAnswer,
    onSwitchedOff(device) {
      if (device === "screen") {
        share.stop();
        return say({ kind: "screen-stopped-by-host" });
      }
      void (device === "mic" ? media.setMic(false) : media.setCamera(false));
      say({ kind: device === "mic" ? "muted-by-host" : "camera-off-by-host" });
    },
  });

  const askedBy = signal<string | null>(null);
  const nameOf = (muid: string) =>
    deps.room.peek()?.participants.find((user) => user.muid === muid)?.name ?? null;

  const undo = [
    media.mic.subscribe(({ kind }) => {
      if (kind === "on") askedBy.value = null;
    }),
    effect(() => {
      void [media.mic.value, media.camera.value, share.isCaptured.value];
      state.reconcile();
    }),
    effect(() => {
      const look = readLook(preferences.value);
      const known = self.value;
      if (!known) return;
      if (known.expandCamera === look.expandCamera && known.mirrorCamera === look.mirrorCamera) {
        return;
      }
      signalling.tell({ type: "UPDATE_USER_STATE", room_id: meetingId, participant_diff: look });
    }),
    media.refused.subscribe((refused) => refused && say({ kind: "device-refused", ...refused })),
    ...(["mic", "camera"] as const).map((device) => {
      const isSilenced = computed(() => {
        const state = media[device].value;
        return state.kind === "on" && state.isSilenced;
      });
      return isSilenced.subscribe((is) => is && say({ kind: "device-silenced", device }));
    }),
    media.onLost((lost) => say({ kind: "device-lost", ...lost })),
  ];

  return {
    share,
    tracks: ownTracks(media, share),
    streams: { camera: env.createStream([]), screen: env.createStream([]) },
    describe() {
      const { mic, camera } = readOwnState(media, share);
      return {
        muid,
        name: self.peek()?.name ?? deps.name,
        state: { mic: mic ?? false, camera: camera ?? false, screen: false },
        avatar: "",
        ...readLook(preferences.peek()),
      };
    },
    handleUnmuteRequest(from) {
      if (media.mic.peek().kind !== "on") askedBy.value = nameOf(from);
    },
    unmuteRequest: { from: askedBy, dismiss: () => askedBy.value = null },
    handleAdmission: keeper.handleAdmission,
    handleSelf({ kind }) {
      const known = self.peek()?.state;
      if (!known) return;
      if (kind === "joined" || kind === "rejoined") state.handleJoined(known);
      else state.handleServer(known);
    },
    // A page that goes says nothing to the server: it may be back in a moment (R10).
    handlePage: keeper.handlePage,
    pause: state.pause,
    close() {
      for (const off of undo) off();
      state.close();
      keeper.close();
      share.close();
    },
  };
}
