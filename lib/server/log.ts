// The log: a closed union of events, one JSON line each. Never a token, SDP, candidate, IP address,
// passcode or chat text (S12); what is not in the union cannot be logged.

export type LogEvent =
  | { event: "start"; mode: string; store: string; turn: boolean }
  | { event: "stop"; reason: string }
  /** The system allows fewer open files than the connections of the settings can need. */
  | { event: "few_descriptors"; max: number; wanted: number; advice: string }
  | { event: "meeting_created"; room: string }
  | { event: "meeting_finished"; room: string }
  | {
    event: "join" | "leave" | "drop" | "remove";
    room: string;
    muid: string;
    participants: number;
  }
  /** Seats were taken back by their owner, or taken over from a server that is lost. */
  | { event: "resume" | "adopt"; room: string; participants: number }
  | { event: "meeting_expired"; room: string }
  /** The other servers gave this one up: it closed its sockets and begins anew. */
  | { event: "fenced" }
  /** Another server is gone: its seats in so many rooms were taken over. */
  | { event: "node_lost"; rooms: number }
  /** A page of this origin was not let in; our own is as the request and its proxies tell it. */
  | { event: "origin_refused"; origin: string; own: string; advice: string }
  /** A proxy serves the app under a path, as far as can be told. */
  | { event: "sub_path"; path: string; advice: string }
  /** Another server said something that this version does not know. */
  | { event: "bus_skipped" }
  | { event: "turn_check"; url: string; verdict: string; ok: boolean }
  /** The keys of the operator's sign-in could not be had: nobody new gets in. */
  | { event: "entry_failed"; error: string }
  /** Another system did not take what it asked to be told; it is tried again. */
  | { event: "webhook_failed"; error: string }
  | { event: "store_failed"; operation: string; error: string }
  /** `request`: the `X-Request-Id` of the answer; a frame of a socket has none. */
  | { event: "request_failed"; path: string; error: string; request?: string };

export type Log = (entry: LogEvent) => void;

const failures: ReadonlySet<LogEvent["event"]> = new Set([
  "store_failed",
  "request_failed",
  "entry_failed",
]);

/** The kind and place of an error, without its text: that may quote what people sent (S12). */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const place = error.stack?.split("\n").find((line) => line.includes("    at "))?.trim() ?? "";
  return `${error.name} ${place}`.trim();
}

export type LogLevel = "info" | "error";

/** Makes the log that writes to standard output, from `level` on; `node` names this server in it. */
export function createLog(
  { level: least, node }: { level: LogLevel; node: string },
  write: (line: string) => void = console.log,
): Log {
  return (entry) => {
    const level = failures.has(entry.event) ? "error" : "info";
    if (least === "error" && level === "info") return;
    write(JSON.stringify({ time: new Date().toISOString(), level, node, ...entry }));
  };
}
