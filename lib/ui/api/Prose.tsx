// What a description says, as a page shows it: paragraphs with code in them, and examples.

import { Fragment } from "preact";

/** Text with `code` in backticks. The descriptions are English in every language. */
export function Line({ text }: { text: string }) {
  const parts = text.split("`");
  return (
    <span lang="en">
      {parts.map((part, at) =>
        at % 2 === 1 ? <code key={at}>{part}</code> : <Fragment key={at}>{part}</Fragment>
      )}
    </span>
  );
}

/** Paragraphs with a blank line between them, and lists whose lines begin with a dash. */
export function Prose({ text }: { text: string }) {
  return <>{text.split("\n\n").map((block) => <Block key={block} text={block} />)}</>;
}

function Block({ text }: { text: string }) {
  if (!text.startsWith("- ")) {
    return (
      <p>
        <Line text={text} />
      </p>
    );
  }
  return (
    <ul class="api-points">
      {text.split("\n").map((line) => (
        <li key={line}>
          <Line text={line.slice(2)} />
        </li>
      ))}
    </ul>
  );
}

export function Sample({ value }: { value: unknown }) {
  return <pre class="api-sample" lang="en">{JSON.stringify(value, null, 2)}</pre>;
}
