// What a person gave, such as a name: in its own direction, and the same in every language, so that no
// translation of the page touches it.

interface GivenProps {
  children: string;
  class?: string;
}

export function Given({ children, class: tone }: GivenProps) {
  return <bdi class={tone} translate={false}>{children}</bdi>;
}
