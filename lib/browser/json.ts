// Text that may be JSON, from outside.

/** The value of a JSON text; null for what is none. */
export function readJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}
