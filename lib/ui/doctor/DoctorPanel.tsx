// The doctor on screen, on its own page as well as over preview and call: a button, the checks, the
// report. Shows what it is given.

import stethoscopeIcon from "@lucide/icons/icons/stethoscope";
import { CopyButton } from "../base/CopyButton.tsx";
import type { DoctorText } from "../text/en/doctor.ts";
import { CheckRow } from "./CheckRow.tsx";
import { type CheckView, type DoctorView, shownVerdict } from "./view.ts";
import { useDoctorText } from "./words.ts";
import { Icon } from "../base/Icon.tsx";
import { Words } from "../text/mod.ts";

interface DoctorPanelProps {
  /** Null until the page is alive. */
  doctor: DoctorView | null;
  isInCall?: boolean;
  /** In a dialog before the call the reasons to run it are known. */
  hasLead?: boolean;
}

export function DoctorPanel({ doctor, isInCall = false, hasLead = true }: DoctorPanelProps) {
  const text = useDoctorText();
  const phase = doctor?.phase.value ?? "idle";
  const checks = doctor?.checks.value ?? [];
  const people = doctor?.people.value ?? [];
  const done = checks.filter(isOver).length;
  return (
    <div class="doctor" data-phase={phase}>
      {hasLead && (
        <p class={isInCall ? "quiet" : "lead"}>{isInCall ? text.leadInCall : text.lead}</p>
      )}
      <div class="doctor-bar">
        <button
          type="button"
          class="button primary"
          // Not `disabled` while it runs: the focus would be lost.
          disabled={!doctor}
          aria-disabled={phase === "running"}
          onClick={() => doctor?.run()}
        >
          <Icon icon={stethoscopeIcon} size={18} aria-hidden="true" />
          <Words>
            {{ idle: text.start, running: text.verdicts.running, done: text.again }[phase]}
          </Words>
        </button>
        {phase === "done" && doctor && <CopyButton label={text.copy} value={doctor.report()} />}
        {phase === "running" && (
          <Words class="quiet doctor-progress">{text.progress(done, checks.length)}</Words>
        )}
      </div>
      <p class="doctor-summary" role="status" data-bad={countFailed(checks) > 0}>
        <Words>{summarize(phase, checks, text)}</Words>
      </p>
      {phase !== "idle" && (
        <ul class="doctor-list" aria-label={text.results}>
          {checks.map((check, index) => (
            <CheckRow
              key={check.id}
              check={check}
              hasAdvice={checks.findIndex((one) => one.reason === check.reason) === index}
              people={check.id === "people" ? people : undefined}
            />
          ))}
        </ul>
      )}
      {phase === "done" && <p class="quiet">{text.copyHint}</p>}
    </div>
  );
}

function isOver({ verdict }: CheckView): boolean {
  return verdict !== "waiting" && verdict !== "running";
}

function countFailed(checks: readonly CheckView[]): number {
  return checks.filter((check) => check.verdict === "failed").length;
}

function summarize(phase: string, checks: readonly CheckView[], text: DoctorText): string {
  if (phase === "idle") return "";
  if (phase === "running") return text.speak;
  const failed = countFailed(checks);
  if (failed > 0) return text.problems(failed);
  const left = checks.filter((check) => shownVerdict(check) !== check.verdict);
  return left.length === 0 ? text.allGood : text.goodAsFar(left.map(({ id }) => text.titles[id]));
}
