// Which build this is: the version from deno.json, the time from the settings or the build's files.

import project from "../../deno.json" with { type: "json" };

export interface BuildInfo {
  readonly version: string;
  /** ISO 8601. */
  readonly time: string;
}

/** Reads the build's facts; without a build (development) its time is now. */
export async function readBuildInfo(configuredTime: string | null): Promise<BuildInfo> {
  const { version } = project;
  if (configuredTime) return { version, time: configuredTime };
  try {
    const built = await Deno.stat(new URL("../../_fresh/server.js", import.meta.url));
    return { version, time: (built.mtime ?? new Date()).toISOString() };
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return { version, time: new Date().toISOString() };
  }
}
