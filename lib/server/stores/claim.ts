// A file that one process, or one worker of it, has for itself: where rooms are kept for one server only,
// a second one is to be refused and not to split the people of a meeting in two.

/** The claim; it ends with the process, or when it is closed. */
export interface Claim {
  close(): void;
}

/** Claims the file at `path` and makes it where it is not there. Rejects where another one has it. */
export async function claimFile(path: string): Promise<Claim> {
  const file = await Deno.open(path, { create: true, write: true });
  if (await file.tryLock(true)) return file;
  file.close();
  throw new Error(
    "Cannot start: another process or worker uses this data folder. CONFLUX_STORE=kv and memory are " +
      "for one; more than one need CONFLUX_STORE=redis://…",
  );
}
