// The port to what outlives the process: meetings. Adapters are store_*.ts, and each of them passes
// tests/contracts/store_contract.ts.

import type { Meeting } from "../shared/room_state.ts";

/** Durable meetings. A promise that resolves says the change is stored; one that rejects, that it is not. */
export interface Store {
  /** Stores a new meeting; false, and no change, where the id is taken. */
  create(meeting: Meeting): Promise<boolean>;
  get(id: string): Promise<Meeting | null>;
  /** Replaces a meeting; false, and no change, where it is not there (any more). */
  update(meeting: Meeting): Promise<boolean>;
  delete(id: string): Promise<void>;
  /** Resolves where the store can be read and written. */
  check(): Promise<void>;
  close(): Promise<void>;
}
