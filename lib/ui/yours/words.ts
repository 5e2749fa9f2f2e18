// The words of known meetings in the language of the page, loaded with them.

import { yoursEn, type YoursText } from "../text/en/yours.ts";
import { useTextPart } from "../text/mod.ts";

/** Their catalogue in the language in use. */
export function useYoursText(): YoursText {
  return useTextPart("yours", yoursEn);
}
