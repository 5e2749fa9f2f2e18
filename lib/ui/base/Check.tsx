// A checkbox with a label and, below it, a quieter line that explains it.

import { useId } from "preact/hooks";
import { useEarly } from "./use_early.ts";

interface CheckProps {
  label: string;
  /** For a box that is there before the page is alive; the only one of that name. */
  name?: string;
  hint?: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

export function Check({ label, name, hint, isOn, onChange }: CheckProps) {
  const id = useId();
  const ticked = useEarly(name ? `input[name="${name}"]` : null, {
    read: (input: HTMLInputElement) => input.checked,
    tell: (wasOn) => wasOn !== isOn && onChange(wasOn),
  });
  return (
    <div class="check">
      <input
        type="checkbox"
        id={id}
        name={name}
        checked={ticked.current ?? isOn}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label for={id}>{label}</label>
      {hint && <p class="quiet" id={`${id}-hint`}>{hint}</p>}
    </div>
  );
}
