// Which language the screen speaks: a context with one catalogue, and the hook to read it. A
// language is one file of type Text; text_en.ts is the model for all others.

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { en, type Text } from "./text_en.ts";

export type { Text };

export const TextContext = createContext<Text>(en);

/** The catalogue of the language in use. */
export function useText(): Text {
  return useContext(TextContext);
}
