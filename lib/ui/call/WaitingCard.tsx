// Tells a host on the stage that somebody wants in; one person is let in right here, several in the
// list of people.

import type { Call, Outcome } from "../../browser/call_api.ts";
import { useText } from "../text.ts";

interface WaitingCardProps {
  call: Call;
  report: (outcome: Promise<Outcome>) => void;
  onShow: () => void;
}

export function WaitingCard({ call, report, onShow }: WaitingCardProps) {
  const text = useText().call;
  const waiting = call.waiting.value;
  const [first] = waiting;
  if (!first) return null;
  return (
    <div class="stage-card" role="status">
      <p>{text.wantsIn(waiting.map((one) => one.name))}</p>
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
          <button type="button" class="button primary" onClick={onShow}>
            {text.showWaiting}
          </button>
        )}
    </div>
  );
}
