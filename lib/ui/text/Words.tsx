// Words that change while they are on the page. A browser that translates it puts nodes of its own in place
// of the text, and a change would go into what is no longer there: so other words are another element.

interface WordsProps {
  children: string;
  class?: string;
}

export function Words({ children, class: tone }: WordsProps) {
  return <span key={children} class={tone}>{children}</span>;
}
