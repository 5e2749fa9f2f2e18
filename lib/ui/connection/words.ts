// The words of the panel about one connection, in the language of the page. English comes with the
// panel, another language has them all.

import { useTextPart } from "../text/mod.ts";
import { connectionEn, type ConnectionText } from "../text/en/connection.ts";

/** The panel's part of the catalogue in use. */
export function useConnectionText(): ConnectionText {
  return useTextPart("connection", connectionEn);
}
