// Stands for a person without a picture: initials on a colour that goes with the name, so that it is the
// same at the door, in the call and in every list.

import { hueOf, initials } from "./initials.ts";

export function Avatar({ name }: { name: string }) {
  return <span class="avatar" data-hue={hueOf(name)} aria-hidden="true">{initials(name)}</span>;
}
