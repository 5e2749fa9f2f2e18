// What planning a meeting is done with, as one thing to hand on. A type only.

import type { toWallTime } from "../../shared/zoned_time.ts";
import type { readStart } from "./plan.ts";
import type { ScheduleFields } from "./ScheduleFields.tsx";

export interface PlanForm {
  readonly ScheduleFields: typeof ScheduleFields;
  readonly readStart: typeof readStart;
  readonly toWallTime: typeof toWallTime;
}
