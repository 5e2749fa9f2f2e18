// When a meeting is to start, in the person's own zone, which is named, and how long it is to take.

import { useEffect, useId, useRef } from "preact/hooks";
import { formatLength, formatZone } from "../../shared/meeting_time.ts";
import { fromWallTime, nextFullHour, toWallTime } from "../../shared/zoned_time.ts";
import { Field } from "../base/Field.tsx";
import { ownZone, useText, useTimeStyle } from "../text/mod.ts";

export interface Schedule {
  /** As a date input has it, in the zone of this machine. */
  readonly start: string;
  readonly minutes: number;
}

interface ScheduleFieldsProps {
  schedule: Schedule;
  error: string | undefined;
  onChange: (schedule: Schedule) => void;
}

/** What can be chosen, in minutes. The meeting does not end by it: it is for calendars. */
const lengths = [15, 30, 45, 60, 90, 120, 180];

/** The next full hour, for an hour. */
export function firstSchedule(nowMs: number): Schedule {
  const zone = ownZone();
  return { start: toWallTime(nextFullHour(nowMs, zone), zone), minutes: 60 };
}

export function ScheduleFields({ schedule, error, onChange }: ScheduleFieldsProps) {
  const text = useText().schedule;
  const style = useTimeStyle();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    if (error) input.current?.focus();
  }, [error]);
  // Summer and winter time have different names: the zone is named as it is then.
  const at = fromWallTime(schedule.start, style.timeZone) ?? Date.now();
  return (
    <div class="schedule">
      <Field
        label={text.start}
        hint={text.zone(formatZone(at, style))}
        value={schedule.start}
        onValue={(start) => onChange({ ...schedule, start })}
        error={error}
        inputRef={input}
        input={{ name: "start", type: "datetime-local", max: "9999-12-31T23:59" }}
      />
      <div class="field">
        <label for={id}>{text.length}</label>
        <select
          id={id}
          value={schedule.minutes}
          onChange={(event) =>
            onChange({ ...schedule, minutes: Number(event.currentTarget.value) })}
        >
          {lengths.map((minutes) => (
            <option key={minutes} value={minutes}>{formatLength(minutes, style.locale)}</option>
          ))}
        </select>
      </div>
    </div>
  );
}
