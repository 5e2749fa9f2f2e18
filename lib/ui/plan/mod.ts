// The door of meetings that are planned: what is known of one, and the fields of its start. Knows no page.

export type { PlanForm } from "./plan_form.ts";
export { isPlan, type Plan, readStart } from "./plan.ts";
export { firstSchedule, type Schedule, ScheduleFields } from "./ScheduleFields.tsx";
