// What a passcode may be.

export const maxPasscodeLength = 64;
