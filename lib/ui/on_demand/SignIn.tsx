// The way to the operator's own sign-in, where the server asks for it. It leads back to this page, whose
// fragment stays here: the keys in it go to nobody, and the browser has kept them.

import { useText } from "../text/mod.ts";

export interface SignInProps {
  /** The page on which people sign in, as the operator has named it. */
  page: string;
}

export function SignIn({ page }: SignInProps) {
  const text = useText();
  const url = new URL(page);
  url.searchParams.set("return", location.href.split("#")[0] ?? "");
  return <a class="button wide" href={url.href}>{text.common.signIn}</a>;
}
