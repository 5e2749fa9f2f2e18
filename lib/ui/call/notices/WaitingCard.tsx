// Shows a host on the stage that somebody wants in (use_notices.ts says it to those who listen). One
// person, or all of them, are let in right here; a choice among several is made in the list of people.

import type { Call, Outcome } from "../../../browser/call_api.ts";
import { useText } from "../../text/mod.ts";

interface WaitingCardProps {
  call: Call;
  report: (outcome: Promise<Outcome>) => void;
  onShow: () => void;
}

export function WaitingCard({ call, report, onShow }: WaitingCardProps) {
  const { call: text, people, notice } = useText();
  const waiting = call.waiting.value;
  const [first] = waiting;
  if (!first) return null;
  return (
    <div class="stage-card">
      <p>{notice.waiting(waiting.map((one) => one.name))}</p>
      <div class="stage-card-actions">
        {waiting.length === 1
          ? (
            <>
              <button type="button" class="button" onClick={() => report(call.deny(first.muid))}>
                {text.deny}
              </button>
              <button
                type="button"
                class="button primary"
                onClick={() => report(call.admit(first.muid))}
              >
                {text.admit}
              </button>
            </>
          )
          : (
            <>
              <button type="button" class="button" onClick={onShow}>{text.showWaiting}</button>
              <button type="button" class="button primary" onClick={() => report(call.admitAll())}>
                {people.admitAll}
              </button>
            </>
          )}
      </div>
    </div>
  );
}
