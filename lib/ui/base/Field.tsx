// A labelled text field with its hint and its error, tied together for screen readers. Holds no
// value of its own.

import type { ComponentChildren, JSX, RefObject } from "preact";
import { useId } from "preact/hooks";
import triangleAlertIcon from "@lucide/icons/icons/triangle-alert";
import { useText, Words } from "../text/mod.ts";
import { Icon } from "./Icon.tsx";
import { useEarly } from "./use_early.ts";

interface FieldProps {
  label: string;
  value: string;
  onValue: (value: string) => void;
  error?: string | undefined;
  hint?: string;
  isOptional?: boolean;
  inputRef?: RefObject<HTMLInputElement>;
  /** Its `name` is the only one of that kind on its page. */
  input?: Omit<JSX.InputHTMLAttributes<HTMLInputElement>, "value" | "onInput" | "id" | "name"> & {
    name?: string;
  };
  /** Beside the input, on the same line. */
  children?: ComponentChildren;
}

export function Field(props: FieldProps) {
  const id = useId();
  const text = useText();
  const name = props.input?.name;
  const typed = useEarly(name ? `input[name="${name}"]` : null, {
    read: (input: HTMLInputElement) => input.value,
    tell: (value) => value !== props.value && props.onValue(value),
  });
  const describedBy = props.error ? `${id}-error` : props.hint ? `${id}-hint` : undefined;
  return (
    <div class="field">
      <label for={id}>
        {props.label}
        {props.isOptional && <span class="quiet">({text.common.optional})</span>}
      </label>
      <div class="field-line">
        <input
          dir="auto"
          {...props.input}
          id={id}
          ref={props.inputRef}
          value={typed.current ?? props.value}
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
            <Words>{props.error}</Words>
          </p>
        )
        : props.hint && (
          <p class="field-hint quiet" id={`${id}-hint`}>
            <Words>{props.hint}</Words>
          </p>
        )}
    </div>
  );
}
