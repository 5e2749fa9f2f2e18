// A form with a heading that names it for screen readers; the browser leaves the checking to us.

import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

interface TitledFormProps {
  title: string;
  onSubmit: () => void;
  children: ComponentChildren;
}

export function TitledForm({ title, onSubmit, children }: TitledFormProps) {
  const id = useId();
  return (
    <form
      class="stack"
      aria-labelledby={id}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <h2 id={id}>{title}</h2>
      {children}
    </form>
  );
}
