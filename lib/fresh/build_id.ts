// Owns the id of a build: part of every URL that may be kept for a year. Module state, because
// `asset()` is a plain function that anyone may call; a built server sets it once, to its build's.

import { createHash } from "node:crypto";

// The same commit or deployment has the same id wherever it is built; without one each build is new.
const source = ["DENO_DEPLOYMENT_ID", "GITHUB_SHA", "CI_COMMIT_SHA"]
  .map((name) => Deno.env.get(name)).find(Boolean);
let current = createHash("sha1").update(source ?? crypto.randomUUID()).digest("hex");

/** The id of the build in use. */
export function getBuildId(): string {
  return current;
}

/** Takes the id of the build that is served. */
export function setBuildId(buildId: string): void {
  current = buildId;
}
