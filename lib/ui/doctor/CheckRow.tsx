// One check: what it is, how it went, what to do. Terms and numbers are one click below.

import { useEffect, useState } from "preact/hooks";
import circleCheckIcon from "@lucide/icons/icons/circle-check";
import circleDashedIcon from "@lucide/icons/icons/circle-dashed";
import circleMinusIcon from "@lucide/icons/icons/circle-minus";
import circleXIcon from "@lucide/icons/icons/circle-x";
import loaderCircleIcon from "@lucide/icons/icons/loader-circle";
import { type BrowserFamily, browserFamily } from "../devices/mod.ts";
import { Given, useText, Words } from "../text/mod.ts";
import type { DoctorText } from "../text/en/doctor.ts";
import { type CheckView, type PersonView, shownVerdict } from "./view.ts";
import { useDoctorText } from "./words.ts";
import { Icon } from "../base/Icon.tsx";

interface CheckRowProps {
  check: CheckView;
  /** False where a row above says the same already. */
  hasAdvice: boolean;
  /** For the row about the people in the call. */
  people?: readonly PersonView[];
}

const icons = {
  "waiting": circleDashedIcon,
  "running": loaderCircleIcon,
  "passed": circleCheckIcon,
  "failed": circleXIcon,
  "not-applicable": circleMinusIcon,
  "not-configured": circleMinusIcon,
  "not-checked": circleMinusIcon,
};

export function CheckRow({ check, hasAdvice, people = [] }: CheckRowProps) {
  const text = useDoctorText();
  const { id, verdict, reason } = check;
  const sentence = text.says[reason];
  const head = (
    <>
      <Icon
        icon={icons[verdict]}
        size={22}
        class={verdict === "running" ? "spin" : ""}
        aria-hidden="true"
      />
      <span class="doctor-what">
        <strong>{text.titles[id]}</strong>
        {sentence && <Words>{sentence}</Words>}
      </span>
      <span class="doctor-verdict">
        <Words>{text.verdicts[shownVerdict(check)]}</Words>
      </span>
    </>
  );
  const isOver = verdict !== "waiting" && verdict !== "running";
  return (
    <li class="doctor-row" data-check={id} data-verdict={verdict} data-reason={reason}>
      {isOver
        ? (
          <details>
            <summary class="doctor-head">{head}</summary>
            <p class="doctor-detail quiet">
              <Words>{describe(check, text)}</Words>
            </p>
          </details>
        )
        : <div class="doctor-head">{head}</div>}
      {verdict === "failed" && hasAdvice && <Advice reason={reason} />}
      {people.length > 0 && (
        <ul class="doctor-people">
          {people.map((person) => (
            <li key={person.name} data-path={person.path}>
              <Given>{person.name}</Given>
              <Words class="quiet">{describePath(person, text)}</Words>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Advice({ reason }: { reason: CheckView["reason"] }) {
  const { allowIn } = useText();
  const { fixes } = useDoctorText();
  const [family, setFamily] = useState<BrowserFamily>("chromium");
  useEffect(() => setFamily(browserFamily(navigator.userAgent, navigator.maxTouchPoints)), []);
  const fix = reason === "device-denied" ? allowIn[family] : fixes[reason];
  return fix ? <p key={fix} class="doctor-fix">{fix}</p> : null;
}

function describe({ id, reason, measures = {} }: CheckView, text: DoctorText): string {
  const names = Object.keys(text.measures) as (keyof DoctorText["measures"])[];
  const numbers = names.flatMap((name) => {
    const value = measures[name];
    return value === undefined ? [] : [text.measures[name](value)];
  });
  return [text.terms[id], ...numbers, reason].join(" · ");
}

function describePath({ path, rttMs }: PersonView, text: DoctorText): string {
  const words = text.path[path];
  return rttMs === undefined ? words : `${words} · ${text.roundTrip(rttMs)}`;
}
