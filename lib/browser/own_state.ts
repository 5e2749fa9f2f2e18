// Keeps what the server says of our own devices in step with what they do, and tells a host's switching
// off from the echo of our own. One update under way at a time. Knows no tracks.

import type { UserState } from "../shared/protocol.ts";

export type OwnState = Pick<UserState, "mic" | "camera">;
type Device = keyof OwnState;
const devices: readonly Device[] = ["mic", "camera"];

export interface OwnStateDeps {
  /** What the devices really do now. */
  read(): OwnState;
  /** Tells the server; false where it refused or nobody knows. Never rejects. */
  send(diff: Partial<OwnState>): Promise<boolean>;
  /** A host switched a device off that is on. */
  onSwitchedOff(device: Device): void;
}

export interface OwnStateSync {
  /** The server seated us with this state, which is what we said when we asked. */
  handleJoined(state: OwnState): void;
  /** The server tells our state, which others may have changed. */
  handleServer(state: OwnState): void;
  /** The devices changed: tell the server what is new. */
  reconcile(): void;
  /** Our seat is gone or out of reach: nothing can be told. */
  pause(): void;
}

/** Makes the synchroniser; it rests until the first `handleJoined`. */
export function createOwnState({ read, send, onSwitchedOff }: OwnStateDeps): OwnStateSync {
  let server: OwnState | null = null;
  let asked: Partial<OwnState> | null = null;
  let isPaused = true;

  function handleServer(state: OwnState): void {
    const before = server;
    server = { mic: state.mic, camera: state.camera };
    isPaused = false;
    for (const device of devices) {
      const isEcho = asked?.[device] === server[device];
      const isOffNow = before?.[device] === true && !server[device];
      if (isOffNow && !isEcho && read()[device]) onSwitchedOff(device);
    }
    reconcile();
  }

  function reconcile(): void {
    if (!server || isPaused || asked) return;
    const real = read();
    const diff: Partial<OwnState> = {};
    for (const device of devices) {
      if (real[device] !== server[device]) diff[device] = real[device];
    }
    if (Object.keys(diff).length === 0) return;
    asked = diff;
    void send(diff).then((isTold) => handleTold(diff, { isTold, real }));
  }

  function handleTold(
    diff: Partial<OwnState>,
    { isTold, real }: { isTold: boolean; real: OwnState },
  ): void {
    asked = null;
    if (isTold && server) server = { ...server, ...diff };
    const now = read();
    const hasChanged = devices.some((device) => now[device] !== real[device]);
    // A refused update is not repeated as it stands: the next change or admission brings it again.
    if (isTold || hasChanged) reconcile();
  }

  return {
    handleJoined(state) {
      server = null;
      handleServer(state);
    },
    handleServer,
    reconcile,
    pause() {
      isPaused = true;
    },
  };
}
