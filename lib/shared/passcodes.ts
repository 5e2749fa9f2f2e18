// What a passcode is. Pure.

export const maxPasscodeLength = 64;

/**
 * A passcode as it is compared, whether it is made or typed: NFKC, so that full-width figures of an
 * input method are the plain ones, and without the blanks and marks that are pasted along with it.
 */
export function cleanPasscode(passcode: string): string {
  return passcode.normalize("NFKC").replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "").trim();
}
