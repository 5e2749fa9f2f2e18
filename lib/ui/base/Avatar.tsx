// Stands for a person without a picture: initials on a colour that stays the same for one id.

import { hueOf, initials } from "./initials.ts";

export function Avatar({ id, name }: { id: string; name: string }) {
  return <span class="avatar" data-hue={hueOf(id)} aria-hidden="true">{initials(name)}</span>;
}
