// The words of the list of files, in the language of the page. English comes with the list, another
// language has them all.

import { useTextPart } from "../text/mod.ts";
import { transfersEn, type TransfersText } from "../text/en/transfers.ts";

/** The list's part of the catalogue in use. */
export function useTransfersText(): TransfersText {
  return useTextPart("transfers", transfersEn);
}
