// The way to the operator's own sign-in, where the server asks for it. It leads back to this page.

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { useText } from "./text/mod.ts";

/** The page on which people sign in; null where the operator has named none. */
export const SignInContext = createContext<string | null>(null);

export function SignInLink() {
  const text = useText();
  const page = useContext(SignInContext);
  if (page === null) return null;
  const url = new URL(page);
  url.searchParams.set("return", location.href);
  return <a class="button wide" href={url.href}>{text.common.signIn}</a>;
}
