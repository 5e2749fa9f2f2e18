// A labelled text field with its hint and its error, tied together for screen readers. Holds no
// value of its own.

import type { ComponentChildren, JSX, RefObject } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import triangleAlertIcon from "@lucide/icons/icons/triangle-alert";
import { useText } from "../text/mod.ts";
import { Icon } from "./Icon.tsx";

interface FieldProps {
  label: string;
  value: string;
  onValue: (value: string) => void;
  error?: string | undefined;
  hint?: string;
  isOptional?: boolean;
  inputRef?: RefObject<HTMLInputElement>;
  input?: Omit<JSX.InputHTMLAttributes<HTMLInputElement>, "value" | "onInput" | "id">;
  /** Beside the input, on the same line. */
  children?: ComponentChildren;
}

export function Field(props: FieldProps) {
  const id = useId();
  const text = useText();
  const own = useRef<HTMLInputElement>(null);
  const input = props.inputRef ?? own;
  // What was typed before the page was alive is in the element, and nobody has been told of it.
  useEffect(() => {
    const typed = input.current?.value ?? "";
    if (typed !== props.value) props.onValue(typed);
  }, []);
  const describedBy = props.error ? `${id}-error` : props.hint ? `${id}-hint` : undefined;
  return (
    <div class="field">
      <label for={id}>
        {props.label}
        {props.isOptional && <span class="quiet">({text.common.optional})</span>}
      </label>
      <div class="field-line">
        <input
          {...props.input}
          id={id}
          ref={input}
          value={props.value}
          onInput={(event) => props.onValue(event.currentTarget.value)}
          aria-invalid={props.error ? "true" : undefined}
          aria-describedby={describedBy}
        />
        {props.children}
      </div>
      {props.error
        ? (
          <p class="field-error" id={`${id}-error`} role="alert">
            <Icon icon={triangleAlertIcon} size={16} aria-hidden="true" />
            {props.error}
          </p>
        )
        : props.hint && <p class="field-hint quiet" id={`${id}-hint`}>{props.hint}</p>}
    </div>
  );
}
