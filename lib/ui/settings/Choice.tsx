// One of a few: a labelled group of radio buttons that look like one bar.

import { useId } from "preact/hooks";

interface ChoiceProps<Value extends string> {
  label: string;
  hint?: string;
  /** What each value is called, in the order shown. */
  options: Readonly<Record<Value, string>>;
  /** The language a value is called in, where it is not that of the page. */
  langOf?: (value: Value) => string | undefined;
  value: Value;
  onChoose: (value: Value) => void;
}

export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { label, hint, options, langOf, value, onChoose } = props;
  const group = useId();
  const isOption = (one: string): one is Value => one in options;
  return (
    <fieldset class="choice-field">
      <legend>{label}</legend>
      <div class="choice-bar">
        {Object.keys(options).filter(isOption).map((one) => (
          <label key={one}>
            <input
              type="radio"
              class="unseen"
              name={group}
              checked={one === value}
              onChange={() => onChoose(one)}
            />
            <span lang={langOf?.(one)}>{options[one]}</span>
          </label>
        ))}
      </div>
      {hint && <p class="quiet">{hint}</p>}
    </fieldset>
  );
}
