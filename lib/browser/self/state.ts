// Keeps what the server says of our own devices in step with what they do, and tells a host's switching
// off from the echo of our own. One update under way at a time. Knows no tracks.

import type { ErrorId } from "../../shared/errors.ts";
import type { UserState } from "../../shared/protocol/mod.ts";
import type { Clock } from "../ports.ts";
import { isPassing } from "../signalling/mod.ts";

type Device = keyof UserState;
const devices: readonly Device[] = ["mic", "camera", "screen"];

/** What a device does; null while that is not settled, and nothing is to be told of it. */
export type RealState = Readonly<Record<Device, boolean | null>>;

/** What came of telling the server; `isLost` where nobody knows. */
export type Told =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: ErrorId; readonly isLost: boolean };

export interface OwnStateDeps {
  readonly clock: Clock;
  /** What the devices really do now; a screen counts from the moment it is captured. */
  read(): RealState;
  /** What the server said last, where we come back to our seat. */
  readonly known?: UserState | undefined;
  /** Tells the server. Never rejects. */
  send(diff: Partial<UserState>): Promise<Told>;
  /** A host switched a device off that is on. */
  onSwitchedOff(device: Device): void;
  /** The server lets us share what is captured now (null), or says why not. */
  onScreenAnswer(refusal: ErrorId | null): void;
}

export interface OwnStateSync {
  /** The server seated us with this state, which is what we said when we asked. */
  handleJoined(state: UserState): void;
  /** The server tells our state, which others may have changed. */
  handleServer(state: UserState): void;
  /** The devices changed: tell the server what is new. */
  reconcile(): void;
  /** Our seat is gone or out of reach: nothing can be told. */
  pause(): void;
  close(): void;
}

/** A server that could not take an update just then may be able to by now. */
const retryMs = 5_000;

/** Makes the synchroniser; it rests until the server says something. */
export function createOwnState(deps: OwnStateDeps): OwnStateSync {
  const { read } = deps;
  let server: UserState | null = deps.known ?? null;
  let asked: Partial<UserState> | null = null;
  let isPaused = true;
  /** The server knows of the screen that is captured now. */
  let isScreenKnown = false;
  let cancelRetry = () => {};

  function handleServer(state: UserState): void {
    const before = server;
    server = { mic: state.mic, camera: state.camera, screen: state.screen };
    isPaused = false;
    for (const device of devices) {
      const isEcho = asked?.[device] === server[device];
      const isOffNow = before?.[device] === true && !server[device];
      if (isOffNow && !isEcho && read()[device] !== false) deps.onSwitchedOff(device);
    }
    reconcile();
  }

  function reconcile(): void {
    const real = read();
    if (!real.screen) isScreenKnown = false;
    if (!server || isPaused || asked) return;
    if (real.screen && server.screen && !isScreenKnown) {
      // Just agreed to, or ended and begun anew while nothing could be told: to the server it is one.
      isScreenKnown = true;
      deps.onScreenAnswer(null);
    }
    const diff = nextUpdate(real, server);
    if (!diff) return;
    asked = diff;
    cancelRetry();
    void deps.send(diff).then((told) => handleTold(diff, { told, real }));
  }

  function handleTold(
    diff: Partial<UserState>,
    { told, real }: { told: Told; real: RealState },
  ): void {
    asked = null;
    if (told.ok && server) server = { ...server, ...diff };
    if (diff.screen && !told.ok && !told.isLost) deps.onScreenAnswer(told.error);
    const now = read();
    const hasChanged = devices.some((device) => now[device] !== real[device]);
    // A refused update is not repeated as it stands: the next change or admission brings it again.
    if (told.ok || hasChanged) reconcile();
    else if (!isPaused && isPassing(told.error)) cancelRetry = deps.clock.after(retryMs, reconcile);
  }

  function pause(): void {
    isPaused = true;
    cancelRetry();
  }

  return {
    handleJoined(state) {
      server = null;
      handleServer(state);
    },
    handleServer,
    reconcile,
    pause,
    close: pause,
  };
}

/** What to tell next, or null. A screen goes alone: its refusal (P13) takes a whole update with it. */
function nextUpdate(real: RealState, server: UserState): Partial<UserState> | null {
  const diff: Partial<UserState> = {};
  for (const device of devices) {
    const isOn = real[device];
    if (isOn === null || isOn === server[device]) continue;
    if (device === "screen" && Object.keys(diff).length > 0) continue;
    diff[device] = isOn;
  }
  return Object.keys(diff).length > 0 ? diff : null;
}
