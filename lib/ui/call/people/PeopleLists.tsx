// For hosts: who waits to be let in, and who was removed and may be let in again.

import type { Call, Outcome } from "../../../browser/call_api.ts";
import { Avatar } from "../../base/Avatar.tsx";
import { Given, useText } from "../../text/mod.ts";

interface ListProps {
  call: Call;
  report: (outcome: Promise<Outcome>) => void;
}

export function WaitingList({ call, report }: ListProps) {
  const text = useText();
  const waiting = call.waiting.value;
  if (waiting.length === 0) return null;
  return (
    <section class="people-list">
      <h3>{text.people.waiting}</h3>
      <ul>
        {waiting.map(({ muid, name }) => (
          <li key={muid} class="person" data-waiting={muid}>
            <Avatar name={name} />
            <span class="person-name">
              <Given>{name}</Given>
            </span>
            <button
              type="button"
              class="button"
              aria-label={text.call.denyLabel(name)}
              onClick={() => report(call.deny(muid))}
            >
              {text.call.deny}
            </button>
            <button
              type="button"
              class="button primary"
              aria-label={text.call.admitLabel(name)}
              onClick={() => report(call.admit(muid))}
            >
              {text.call.admit}
            </button>
          </li>
        ))}
      </ul>
      {waiting.length > 1 && (
        <div class="people-all">
          <button type="button" class="button" onClick={() => report(call.denyAll())}>
            {text.people.denyAll}
          </button>
          <button type="button" class="button primary" onClick={() => report(call.admitAll())}>
            {text.people.admitAll}
          </button>
        </div>
      )}
    </section>
  );
}

export function RemovedList({ call, report }: ListProps) {
  const text = useText().people;
  const removed = call.removed.value;
  if (removed.length === 0) return null;
  return (
    <section class="people-list">
      <h3>{text.removed}</h3>
      <ul>
        {removed.map(({ ticket, name }) => (
          <li key={ticket} class="person">
            <Avatar name={name} />
            <span class="person-name">
              <Given>{name}</Given>
            </span>
            <button
              type="button"
              class="button"
              aria-label={text.allowLabel(name)}
              onClick={() => report(call.allow(ticket))}
            >
              {text.allow}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
