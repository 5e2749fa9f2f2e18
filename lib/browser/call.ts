// One person's part in one meeting: composes seat, links, devices and levels into the Call of
// call_api.ts, and takes all of them down at its end. Holds no rule of its own.

import { batch, computed, effect, signal } from "@preact/signals";
import type { DirectEvent, RemovedUser, WaitingUser } from "../shared/protocol.ts";
import { toAmplitude } from "./audio_level.ts";
import type { Call, EndReason, JoinRequest, LocalMedia, Notice, Preferences } from "./call_api.ts";
import { createCommands } from "./commands.ts";
import type { Credentials } from "./credentials.ts";
import { createEmitter } from "./emitter.ts";
import { createIceSettings } from "./ice.ts";
import { createMembership, type ViewChange } from "./membership.ts";
import { findNotices, findWaitingNotices } from "./notices.ts";
import { ownTracks, readOwnState } from "./own_media.ts";
import { createOwnState } from "./own_state.ts";
import { createPacer, signalPace } from "./pacer.ts";
import { createParticipants } from "./participants.ts";
import { createPeerLink, type PeerLink } from "./peer_link.ts";
import type { Env, PageEvent } from "./ports.ts";
import { findUser, type RoomView } from "./roster.ts";
import type { Signalling } from "./signalling.ts";
import { createSpeakerWatch } from "./speaker_watch.ts";

export interface CallDeps {
  readonly env: Env;
  /** Owned by the call from here on, as are the devices. */
  readonly signalling: Signalling;
  readonly media: LocalMedia;
  readonly credentials: Pick<Credentials, "config">;
  readonly request: JoinRequest;
  readonly choices: Pick<Preferences, "isMirrored" | "isRelayOnly">;
}

/** Leaving is said once; a server that does not answer keeps nobody. */
const leaveLimitMs = 1_000;

/** Joins the meeting of `request`; the call's status tells what comes of it. */
export function createCall(deps: CallDeps): Call {
  const { env, signalling, media, request } = deps;
  const { clock } = env;
  const muid = env.uuid();
  const room_id = request.meetingId;
  const notices = createEmitter<Notice>();
  const undo: (() => void)[] = [];

  const view = signal<RoomView | null>(null);
  const room = computed(() => view.value?.room ?? null);
  const self = computed(() => room.value && findUser(room.value, muid));
  const waiting = signal<readonly WaitingUser[]>([]);
  const removed = signal<readonly RemovedUser[]>([]);
  const readDevices = () => readOwnState(media);
  let hasJoined = false;
  let isDown = false;

  const membership = createMembership({
    signalling,
    clock,
    meetingId: room_id,
    ...(request.passcode ? { passcode: request.passcode } : {}),
    describeSelf: () => ({
      muid,
      name: self.peek()?.name ?? request.name,
      state: { ...readDevices(), screen: false },
      avatar: "",
      expandCamera: self.peek()?.expandCamera ?? true,
      mirrorCamera: deps.choices.isMirrored,
    }),
  });
  const ice = createIceSettings(deps.credentials, deps.choices);
  const pacer = createPacer(clock, signalPace);
  const people = signal(1);
  const tracks = ownTracks(media);
  const streams = { camera: env.createStream([]), screen: env.createStream([]) };

  const participants = createParticipants({
    clock,
    selfMuid: muid,
    createStream: env.createStream,
    onArrive: ({ muid, name }) => notices.emit({ kind: "joined", muid, name }),
    onDepart: ({ muid, name }) => notices.emit({ kind: "left", muid, name }),
    createLink: (to, facts) =>
      createPeerLink({
        clock,
        tracks,
        streams,
        people,
        ice,
        createConnection: env.createConnection,
        isPolite: facts.isPolite,
        canSignal: () => membership.status.peek().kind === "joined" && facts.isReachable(),
        // A participant who is gone or away is no error: the link says it again when they are back.
        send: (payload) =>
          pacer.run(() => signalling.tell({ type: "SIGNAL", room_id, to, payload })),
        report: env.report,
      }),
  });

  const speakerWatch = createSpeakerWatch({
    clock,
    self: muid,
    read: () => participants.pollLevels().set(muid, toAmplitude(media.micLevel.peek())),
  });

  const ownState = createOwnState({
    read: readDevices,
    async send(diff) {
      const answer = await signalling.request({
        type: "UPDATE_USER_STATE",
        room_id,
        participant_diff: { state: diff },
      });
      return answer.ok;
    },
    onSwitchedOff(device) {
      void (device === "mic" ? media.setMic(false) : media.setCamera(false));
      notices.emit({ kind: device === "mic" ? "muted-by-host" : "camera-off-by-host" });
    },
  });

  function handleView(change: ViewChange): void {
    hasJoined = true;
    const { cause } = change;
    batch(() => {
      view.value = change.view;
      people.value = change.view.room.participants.length;
      participants.handleView(change);
    });
    const state = self.peek()?.state;
    if (state && (cause.kind === "joined" || cause.kind === "rejoined")) {
      ownState.handleJoined(state);
    } else if (state) ownState.handleServer(state);
    for (const notice of findNotices(change, muid)) notices.emit(notice);
  }

  function handleDirect(event: DirectEvent): void {
    if (event.type === "SIGNAL") participants.handleSignal(event.from, event.payload);
    if (event.type !== "LOBBY_UPDATE") return;
    const news = findWaitingNotices(waiting.peek(), event.data.waiting);
    batch(() => {
      waiting.value = event.data.waiting;
      removed.value = event.data.removed;
    });
    for (const notice of news) notices.emit(notice);
  }

  function handlePage(event: PageEvent): void {
    if (event === "online" || event === "wake") {
      participants.forEachLink((link) => link.handleNetworkChange());
    }
    if (event !== "pagehide") return;
    // No time to wait for an answer: a page that goes says so and is gone.
    void signalling.request({ type: "LEAVE_MEETING", room_id });
    close();
  }

  function renewIce(link: PeerLink): void {
    link.renewIce().catch((error) => env.report("ice", error));
  }

  /** Takes everything down but the socket. */
  function shutDown(reason: EndReason): void {
    if (isDown) return;
    isDown = true;
    membership.end(reason);
    speakerWatch.close();
    for (const off of undo) off();
    pacer.close();
    participants.close();
    // Who was refused at the door may try again under another name, with the same devices.
    if (hasJoined || reason.kind !== "refused") media.close();
    waiting.value = [];
  }

  function end(reason: EndReason): void {
    shutDown(reason);
    signalling.close();
  }

  function close(): void {
    end({ kind: "left" });
    notices.clear();
  }

  async function start(): Promise<void> {
    try {
      ice.setCertificate(await env.generateCertificate());
    } catch (error) {
      // Each connection then makes its own.
      env.report("certificate", error);
    }
    if (!isDown) membership.start();
  }

  undo.push(
    membership.onView(handleView),
    membership.onDirect(handleDirect),
    membership.onIceServers((admission) => ice.setServers(admission.ice_servers)),
    ice.onRenewed(() => participants.forEachLink(renewIce)),
    membership.status.subscribe((status) => {
      if (status.kind === "ended" && !isDown) end(status.reason);
      if (status.kind === "reconnecting") ownState.pause();
    }),
    effect(() => {
      void [media.mic.value, media.camera.value];
      ownState.reconcile();
    }),
    media.onLost((device) => notices.emit({ kind: "device-lost", device })),
    env.onPage(handlePage),
  );
  void start();

  return {
    status: membership.status,
    room,
    self,
    participants: participants.list,
    chat: computed(() => view.value?.chat ?? []),
    waiting,
    removed,
    speaking: speakerWatch.speaking,
    activeSpeaker: speakerWatch.activeSpeaker,
    media,
    readPaths: participants.readPaths,
    onNotice: notices.subscribe,
    setMic: media.setMic,
    setCamera: media.setCamera,
    ...createCommands(signalling, room_id),
    async leave() {
      if (isDown) return;
      const told = signalling.request({ type: "LEAVE_MEETING", room_id });
      shutDown({ kind: "left" });
      let cancel = () => {};
      const limit = new Promise<void>((resolve) => cancel = clock.after(leaveLimitMs, resolve));
      await Promise.race([told, limit]);
      cancel();
      signalling.close();
      notices.clear();
    },
    close,
  };
}
