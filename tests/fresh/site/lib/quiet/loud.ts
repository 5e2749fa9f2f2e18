// Nobody uses what is here; loading it does something all the same.
Object.assign(globalThis, { isLoud: true });

export const unused = "unused";
