// An engine without a network: a client and a call that do what a scene says. Knows the public face
// of the engine (call_api.ts) and nothing of its inside.

import { type Signal, signal } from "@preact/signals";
import type {
  Call,
  CallStatus,
  Client,
  KnownMeeting,
  KnownMeetings,
  LinkState,
  LocalMedia,
  Notice,
  Outcome,
  Preferences,
  RemoteParticipant,
  ShownSizes,
} from "../../../lib/browser/call_api.ts";
import type { LanguageChoice } from "../../../lib/shared/languages.ts";
import type { ChatMessage, RoomInfo, UserInfo } from "../../../lib/shared/protocol/mod.ts";
import type { HomeClient } from "../../../lib/ui/home/use_home.ts";
import { createFakeFiles } from "./fake_files.ts";
import { createFakeMedia, drawScreen, drawStream } from "./fake_media.ts";
import { createFakeStats } from "./fake_stats.ts";
import { castOf } from "./casts.ts";
import { meetingId, type MeetingScene } from "./scenes.ts";

const muidOf = (index: number) => `0000000${index}-aaaa-4aaa-8aaa-aaaaaaaaaaa${index}`;
const ok = (): Promise<Outcome> => Promise.resolve({ ok: true });
const refused = (
  error: NonNullable<MeetingScene["join"]>,
) => ({ ok: false, error, message: "" } as const);

function userInfo(index: number, { cast }: MeetingScene, change: Partial<UserInfo> = {}): UserInfo {
  return {
    muid: muidOf(index),
    name: castOf(cast).names[index - 1] ?? castOf(cast).self,
    role: index === 2 ? "HOST" : "PARTICIPANT",
    state: { mic: index % 3 !== 0, camera: index % 4 !== 3, screen: false },
    avatar: "",
    expandCamera: true,
    mirrorCamera: true,
    hand: index === 4 || index === 7,
    hand_raised_at: 100 - index,
    online: true,
    ...change,
  };
}

/** What tests look at and change in the others. */
interface Others {
  /** How tall their pictures were said to be shown last, by name. */
  readonly shown: Map<string, ShownSizes>;
  readonly screens: Signal<MediaStream | null>[];
}

function createOther(index: number, scene: MeetingScene, others: Others): RemoteParticipant {
  const isSharer = scene.sharer === index;
  const info = signal(userInfo(index, scene, { online: !scene.away?.includes(index) }));
  if (isSharer) info.value = { ...info.value, state: { ...info.value.state, screen: true } };
  const kind = scene.links?.[index - 1] ?? "connected";
  const link: LinkState = { kind };
  const { isUpright = false } = scene;
  const screen = signal(isSharer ? drawScreen() : null);
  others.screens.push(screen);
  return {
    muid: info.value.muid,
    info,
    link: signal(link),
    audio: signal(null),
    camera: signal(kind === "connecting" ? null : drawStream(index * 47, { isUpright })),
    screen,
    level: signal(0),
    ...createFakeStats(index, kind),
    showAt: (sizes) => void others.shown.set(info.value.name, sizes),
    retry: () => {},
  };
}

function createFakeCall(scene: MeetingScene, media: LocalMedia): Call {
  const status = signal<CallStatus>({ kind: "joining" });
  const role = scene.isHost ? "HOST" : "PARTICIPANT";
  const self = signal<UserInfo | null>(null);
  const inside: Others = { shown: new Map(), screens: [] };
  const others = Array.from(
    { length: scene.others ?? 0 },
    (_, at) => createOther(at + 1, scene, inside),
  );
  const participants = signal<readonly RemoteParticipant[]>(others);
  const handlers = new Set<(notice: Notice) => void>();
  const say = (notice: Notice) => handlers.forEach((handle) => handle(notice));
  const end = () => {
    status.value = { kind: "ended", reason: { kind: "left" } };
    return Promise.resolve();
  };
  const screen = signal(scene.isSharing ? drawScreen() : null);
  const chat = signal<readonly ChatMessage[]>([]);
  const outgoing = signal<Call["chat"]["outgoing"]["value"]>([]);
  const earlier = signal(scene.earlier ?? "none");
  const loadEarlier = () => Promise.resolve(void (earlier.value = "loading"));
  const knocking = scene.cast ? castOf(scene.cast).names.slice(2, 4) : ["Zoë", "Yan Li"];
  const waiting = scene.hasLobby ? knocking.map((name, at) => ({ muid: `w${at + 1}`, name })) : [];
  const fake = {
    crowd: () =>
      castOf(scene.cast).names.slice(8, 12).forEach((name) =>
        say({ kind: "joined", muid: name, name })
      ),
    /** One of the others goes. */
    go: () => void (participants.value = participants.value.slice(1)),
    shown: () => Object.fromEntries(inside.shown),
    /** Loudness of the own voice, from 0 to 1. */
    speak: (level: number) => void ((media.micLevel as Signal<number>).value = level),
    isMicOn: () => media.mic.value.kind === "on",
    mutedByHost() {
      void media.setMic(false);
      say({ kind: "muted-by-host" });
    },
    share: (index: number, isOn: boolean) => {
      const screen = inside.screens[index - 1];
      if (screen) screen.value = isOn ? drawScreen() : null;
    },
    shareRefused: () => say({ kind: "screen-busy", name: castOf(scene.cast).names[0] ?? "" }),
    knock: () => say({ kind: "waiting", muid: "w1", name: knocking[0] ?? "" }),
    /** A line that cannot be rendered, between two that can. */
    badLine: () => {
      const line = (id: string, text: string, time = Date.now()) => ({
        id,
        muid: muidOf(1),
        name: "Bo Chen",
        text,
        time,
      });
      chat.value = [line("1", "before"), line("2", "broken", NaN), line("3", "after")];
    },
    reaction: () => say({ kind: "reaction", muid: muidOf(4), name: "Dee", emoji: "🎉" }),
  };
  Object.assign(globalThis, { fake });

  if (!scene.isSilent) {
    setTimeout(() => {
      if (scene.join) {
        status.value = { kind: "ended", reason: { kind: "refused", ...refused(scene.join) } };
        return;
      }
      if (scene.status === "waiting") {
        const startsAt = scene.startsInMin ? roomInfo(scene).start_time : null;
        return void (status.value = { kind: "waiting", isHostHere: !scene.isHostAway, startsAt });
      }
      self.value = userInfo(0, scene, {
        name: scene.name ?? "Ana",
        role,
        ...(scene.isStandIn ? { stand_in: true } : {}),
        hand: scene.links !== undefined,
      });
      status.value = { kind: "joined" };
      if (scene.status === "reconnecting") {
        status.value = {
          kind: "reconnecting",
          ...(scene.isOriginRefused && { isOriginRefused: true }),
        };
      }
      if (scene.isBack) setTimeout(() => status.value = { kind: "joined" }, 1_500);
      if (!scene.isTalkative) return;
      chat.value = castOf(scene.cast).lines.map((text, index) => ({
        id: `c${index}`,
        muid: muidOf(1 + Math.floor(index / 3)),
        name: castOf(scene.cast).names[Math.floor(index / 3)] ?? "",
        text,
        time: Date.UTC(2026, 10, 22, 14, index),
      }));
    }, 50);
  }

  function sendChat(text: string): Promise<Outcome> {
    if (scene.sendChat) return Promise.resolve(refused(scene.sendChat));
    if (scene.status === "reconnecting") {
      outgoing.value = [...outgoing.value, { id: `${outgoing.value.length}`, text }];
      return new Promise(() => {});
    }
    const time = Date.UTC(2026, 10, 22, 15);
    const id = `${chat.value.length}`;
    chat.value = [...chat.value, { id, muid: muidOf(0), name: "Ana", text, time }];
    return ok();
  }

  return {
    status,
    self,
    media,
    chat: { messages: chat, outgoing, earlier, loadEarlier, send: sendChat },
    room: signal(roomInfo(scene)),
    participants,
    waiting: signal(scene.isTalkative ? waiting.slice(0, 1) : waiting),
    removed: signal(
      scene.hasLobby
        ? [{ ticket: "t", name: scene.cast ? castOf(scene.cast).names[4] ?? "" : "Noisy Guest" }]
        : [],
    ),
    speaking: signal(new Set([muidOf(scene.speaker ?? 1)])),
    activeSpeaker: signal(muidOf(scene.speaker ?? 1)),
    files: createFakeFiles(scene.files ?? "none", castOf(scene.cast)),
    readPaths: () => Promise.resolve([]),
    onNotice(handle) {
      handlers.add(handle);
      return () => handlers.delete(handle);
    },
    setMic: media.setMic,
    setCamera: media.setCamera,
    canShareScreen: true,
    screen,
    setScreen: (isOn) => Promise.resolve(void (screen.value = isOn ? drawScreen() : null)),
    setHand(hand) {
      if (self.value) self.value = { ...self.value, hand };
      return ok();
    },
    rename: ok,
    react: ok,
    mute: ok,
    muteAll: ok,
    stopCamera: ok,
    stopShare: ok,
    setRole: () => Promise.resolve(refused("LAST_HOST")),
    remove: ok,
    allow: ok,
    admit: ok,
    deny: ok,
    admitAll: ok,
    denyAll: ok,
    setLocked: ok,
    setLobby: ok,
    lowerHand: ok,
    askToUnmute: ok,
    unmuteRequest: {
      from: signal(scene.isAskedToUnmute ? castOf(scene.cast).names[1] ?? "" : null),
      dismiss: () => {},
    },
    finish: async () => (await end(), { ok: true }),
    leave: end,
    close: () => {},
  };
}

function roomInfo(scene: MeetingScene): RoomInfo {
  return {
    id: meetingId,
    title: scene.needsLink ? "" : castOf(scene.cast).title,
    organizer: { muid: "", name: "Bo Chen" },
    start_time: scene.startsInMin ? Date.now() + scene.startsInMin * 60_000 - 500 : 0,
    participants: Array.from(
      { length: scene.others ?? 0 },
      (_, index) => userInfo(index + 1, scene),
    ),
    passcode_required: scene.lookUp === "PASSCODE_REQUIRED",
    lobby: scene.hasLobby ?? false,
    locked: scene.join === "LOCKED",
    ...(scene.needsLink ? { link_only: true } : {}),
    ...(scene.isOpenEarly ? { join_before_start: true } : {}),
  };
}

function createFakeKnown({ hasKnown }: MeetingScene): KnownMeetings {
  const hour = 3_600_000;
  const at = (hours: number) => Date.now() + hours * hour;
  const past = { startMs: null, endMs: null, passcode: "", isOwn: false };
  const list: KnownMeeting[] = hasKnown
    ? [
      {
        id: "123456789",
        title: "Weekly review",
        startMs: at(26),
        endMs: at(27),
        passcode: "let me in",
        isOwn: true,
        seenMs: at(-1),
      },
      { ...past, id: "987654321", title: "Coffee with the Lisbon office", seenMs: at(-3) },
      { ...past, id: "555444333", title: "Meeting of Ana", isOwn: true, seenMs: at(-50) },
    ]
    : [];
  return { list: signal(list), find: () => null, note: () => {}, forget: () => {} };
}

/** Makes a client for one scene. */
export function createFakeClient(scene: MeetingScene): Client & HomeClient {
  const preferences = signal<Preferences>({
    name: scene.name ?? "",
    isMicOn: true,
    isCameraOn: true,
    microphoneId: "",
    cameraId: "",
    speakerId: "",
    isMirrored: true,
    isExpanded: true,
    startsMuted: false,
    isNoiseSuppressed: true,
    background: "none",
    screenHint: "detail",
    isPushToTalk: true,
    theme: "system",
    isRelayOnly: false,
    language: "auto",
    view: scene.view ?? "grid",
    isSelfShown: true,
    selfCorner: "bottom-right",
    hasShortcuts: true,
    sharesPasscode: true,
  });
  const remember: Client["remember"] = (change) =>
    void (preferences.value = { ...preferences.value, ...change });
  // For the rig: the scenes' steps know the buttons by their English names, and come first.
  Object.assign(globalThis, { speak: (language: LanguageChoice) => remember({ language }) });
  const createMeeting: HomeClient["createMeeting"] = () =>
    Promise.resolve(scene.canCreate ? { ok: true, id: meetingId } : refused("UNAVAILABLE"));
  return {
    canHideAddress: signal(true),
    canCall: !scene.hasNoWebRtc,
    canRemember: !scene.hasNoStorage,
    preferences,
    createMeeting,
    changeMeeting: ok,
    cancelMeeting: ok,
    known: createFakeKnown(scene),
    api: {
      createMeeting,
      changeMeeting: ok,
      cancelMeeting: ok,
      lookUp(_meetingId, { passcode }) {
        const refusal = passcode === "let me in" ? undefined : scene.lookUp;
        return Promise.resolve(refusal ? refused(refusal) : { ok: true, room: roomInfo(scene) });
      },
    },
    remember,
    wishes: signal({}),
    wish: () => {},
    current: signal(null),
    takePasscode: () => "",
    keepPasscode: () => {},
    isOriginRefused: signal(scene.isOriginRefused ?? false),
    organizerKeys: {
      get: () => scene.isOrganizer ? "Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZmdoaWprbG1ub3A" : null,
      keep: () => true,
      forget: () => {},
    },
    linkKeys: {
      get: () => scene.canCreate ? "AbCdEfGhIjKlMnOpQrStUv" : null,
      keep: () => true,
      forget() {},
    },
    ownBackground: signal(null),
    keepBackground: () => true,
    openMedia: () => createFakeMedia(scene),
    warmUp: () => {},
    comeBack: () => scene.isComingBack ? new Promise(() => {}) : Promise.resolve(null),
    join: (_request, media) => createFakeCall(scene, media),
    close: () => {},
  };
}
