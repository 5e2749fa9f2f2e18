// Keeps the record of the present seat up to date during a call (R10). Knows what is to be in it, not
// where it is kept.

import { effect, type ReadonlySignal, signal } from "@preact/signals";
import type { UserInfo } from "../../shared/protocol/mod.ts";
import type { LocalMedia } from "../media/mod.ts";
import type { Clock, PageEvent } from "../ports.ts";
import type { SeatMemory } from "../signalling/mod.ts";
import { readWanted } from "./devices.ts";

export interface SeatKeeperDeps {
  readonly clock: Clock;
  readonly memory: Pick<SeatMemory, "write" | "forget">;
  readonly meetingId: string;
  readonly muid: string;
  readonly media: Pick<LocalMedia, "mic" | "camera">;
  /** What the server says of us; null until we are in. */
  readonly self: ReadonlySignal<UserInfo | null>;
  /** The kind of relay that connections start with now. */
  firstRung(): number;
}

export interface SeatKeeper {
  /** The server gave us a seat, and this token to come back to it. */
  handleAdmission(resumeToken: string): void;
  handlePage(event: PageEvent): void;
  /** The seat is given up. */
  close(): void;
}

/** A page that crashes says nothing before it goes: its record must not be old by then. */
const refreshMs = 10_000;

/** Makes the keeper; nothing is written before the first admission. */
export function createSeatKeeper(deps: SeatKeeperDeps): SeatKeeper {
  const { clock, memory, meetingId, muid, media, self } = deps;
  const token = signal<string | null>(null);
  let cancel = () => {};

  function write(): void {
    const wanted = readWanted(media);
    if (token.value === null || !self.value) return;
    const { name, state } = self.value;
    const rung = deps.firstRung();
    const told = { mic: state.mic, camera: state.camera };
    memory.write({ meetingId, muid, resumeToken: token.value, name, wanted, told, rung });
  }

  function refresh(): void {
    cancel = clock.after(refreshMs, refresh);
    write();
  }

  const stopWriting = effect(write);
  refresh();
  return {
    handleAdmission(resumeToken) {
      token.value = resumeToken;
    },
    handlePage(event) {
      if (event === "pagehide") write();
    },
    close() {
      stopWriting();
      cancel();
      memory.forget(muid);
    },
  };
}
