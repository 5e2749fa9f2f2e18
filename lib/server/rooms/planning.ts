// What the organizer does about a meeting from outside of it: gives it another title or start, or calls it
// off. Whoever has the organizer key is the organizer; nobody else gets anything here.

import { type Refusal, refusal } from "../../shared/errors.ts";
import type { MeetingChange } from "../../shared/protocol/mod.ts";
import type { Clock } from "../clock.ts";
import type { OrganizerKeys } from "./organizer_key.ts";
import type { Registry } from "./registry.ts";

/** Who asks: the token's subject, and the key they showed, if they did. */
export interface Planner {
  readonly subject: string;
  readonly key: string | undefined;
  readonly address: string;
}

export interface Planning {
  /** Changes what is given; null where it is done. People inside are told, and those who wait. */
  change(id: string, planner: Planner, change: MeetingChange): Promise<Refusal | null>;
  /** Ends the meeting for everybody, begun or not; null where it is done. */
  cancel(id: string, planner: Planner): Promise<Refusal | null>;
}

interface Deps {
  readonly registry: Pick<Registry, "findMeeting" | "command">;
  readonly organizerKeys: OrganizerKeys;
  readonly clock: Clock;
}

/** Makes the planning of all meetings. */
export function createPlanning({ registry, organizerKeys, clock }: Deps): Planning {
  async function whyNot(id: string, { subject, key, address }: Planner): Promise<Refusal | null> {
    const found = await registry.findMeeting(id);
    if (!found.ok) return found.refusal;
    const hasKey = await organizerKeys.check(found.value, { subject, key, address });
    if (typeof hasKey === "object") return hasKey;
    const isOrganizer = hasKey || subject === found.value.organizer.subject;
    return isOrganizer ? null : refusal("FORBIDDEN", "Only the organizer may do this.");
  }

  async function run(id: string, event: Parameters<Registry["command"]>[1]) {
    const error = await registry.command(id, event);
    return error && refusal(error);
  }

  return {
    async change(id, planner, { title, start_time: startTime }) {
      return await whyNot(id, planner) ?? await run(id, {
        type: "amend",
        ...(title === undefined ? {} : { title }),
        ...(startTime === undefined ? {} : { startTime }),
        now: clock.now(),
      });
    },
    async cancel(id, planner) {
      return await whyNot(id, planner) ?? await run(id, { type: "cancel" });
    },
  };
}
