// Another title or start for a meeting that is planned, and the way to call it off.

import { useState } from "preact/hooks";
import type { Outcome } from "../../browser/call_api.ts";
import { cleanText, maxTitleLength } from "../../shared/names.ts";
import { ConfirmDialog } from "../base/ConfirmDialog.tsx";
import { Field } from "../base/Field.tsx";
import { TitledForm } from "../join/mod.ts";
import { ownZone, useText } from "../text/mod.ts";
import { useYoursText } from "./words.ts";
import type { Plan, PlanForm, Schedule } from "../plan/mod.ts";

export interface PlanEditorProps {
  plan: Plan;
  /** Of the page, which has it already: a module of its own would be one more request there. */
  form: PlanForm;
  onChange: (change: { title: string; startMs: number; minutes: number }) => Promise<Outcome>;
  onCancel: () => Promise<Outcome>;
  onClose: () => void;
}

export function PlanEditor(props: PlanEditorProps) {
  const { plan, form: { ScheduleFields, readStart, toWallTime }, onChange, onCancel, onClose } =
    props;
  const { schedule, home, common, error: errors } = useText();
  const text = useYoursText();
  const [title, setTitle] = useState(plan.title);
  const [planned, setPlanned] = useState<Schedule>(() => ({
    start: toWallTime(plan.startMs, ownZone()),
    minutes: Math.round((plan.endMs - plan.startMs) / 60_000),
  }));
  const [isAsking, setIsAsking] = useState(false);
  const [problem, setProblem] = useState<{ field: "title" | "start" | "all"; says: string } | null>(
    null,
  );
  const says = (field: string) => problem?.field === field ? problem.says : undefined;

  const report = async (outcome: Promise<Outcome>) => {
    const done = await outcome;
    if (!done.ok) setProblem({ field: "all", says: errors[done.error] });
    return done.ok;
  };
  const save = async () => {
    const clean = cleanText(title, maxTitleLength);
    if (!clean) return setProblem({ field: "title", says: home.titleWrong });
    const start = readStart(planned.start, { timeZone: ownZone(), nowMs: Date.now() });
    if (start === "missing") return setProblem({ field: "start", says: schedule.startMissing });
    if (start === "past") return setProblem({ field: "start", says: schedule.startPast });
    setProblem(null);
    const change = { title: clean, startMs: start, minutes: planned.minutes };
    if (await report(onChange(change))) onClose();
  };
  return (
    <TitledForm title={text.edit} onSubmit={save}>
      <Field
        label={home.meetingTitle}
        value={title}
        onValue={setTitle}
        error={says("title")}
        input={{ name: "edited-title", autocomplete: "off", maxLength: maxTitleLength }}
      />
      <ScheduleFields schedule={planned} error={says("start")} onChange={setPlanned} />
      {says("all") && <p class="callout bad" role="alert">{says("all")}</p>}
      <button type="submit" class="button primary wide">{text.save}</button>
      <div class="button-row">
        <button type="button" class="button" onClick={() => setIsAsking(true)}>
          {text.cancel}
        </button>
        <button type="button" class="button" onClick={onClose}>{common.cancel}</button>
      </div>
      {isAsking && (
        <ConfirmDialog
          title={text.cancelTitle}
          body={text.cancelText}
          confirm={text.cancel}
          onClose={() => setIsAsking(false)}
          onConfirm={() => {
            setIsAsking(false);
            void report(onCancel());
          }}
        />
      )}
    </TitledForm>
  );
}
