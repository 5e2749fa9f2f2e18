// The plan that the landing page shows, kept as an entry in the history of the tab: a reload keeps it,
// and "back" leads to the form.

import { useEffect, useState } from "preact/hooks";
import { isPlan, type Plan } from "../plan/mod.ts";

export function usePlan(): {
  plan: Plan | null;
  show: (plan: Plan) => void;
  planAnother: () => void;
} {
  const [plan, setPlan] = useState<Plan | null>(null);
  useEffect(() => {
    const follow = () => setPlan(isPlan(history.state) ? history.state : null);
    follow();
    addEventListener("popstate", follow);
    return () => removeEventListener("popstate", follow);
  }, []);
  const turnTo = (next: Plan | null) => {
    history.pushState(next, "");
    setPlan(next);
  };
  return { plan, show: turnTo, planAnother: () => turnTo(null) };
}
