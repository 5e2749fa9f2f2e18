// Checks the relays of one kind (TURN over UDP, TCP or TLS): connects two ends of this page over nothing
// but one relay, and measures what comes through.

import type { IceServer } from "../../shared/protocol/mod.ts";
import type { Finding } from "./finding.ts";
import { judgeRelay } from "./judge.ts";
import { measureLoad } from "./load.ts";
import { openLoopback } from "./loopback.ts";
import type { ProbeDeps } from "./ports.ts";

/** TLS over a slow line needs four round trips before the first answer. */
const connectLimitMs = 5_500;

/** The finding on all servers of a kind: the first that fails, else the last. */
export async function checkRelays(
  deps: ProbeDeps,
  servers: readonly IceServer[],
): Promise<Finding> {
  let finding: Finding = { verdict: "not-applicable", reason: "not-configured" };
  for (const server of servers) {
    finding = await checkRelay(deps, server);
    if (finding.verdict === "failed") break;
  }
  return finding;
}

async function checkRelay(deps: ProbeDeps, server: IceServer): Promise<Finding> {
  const configuration: RTCConfiguration = {
    iceServers: [{ ...server }],
    iceTransportPolicy: "relay",
  };
  const loopback = await openLoopback(deps, {
    near: configuration,
    far: configuration,
    limitMs: connectLimitMs,
  });
  try {
    const { connectMs, candidates, errors } = loopback;
    return judgeRelay({
      relays: candidates.length,
      errorCodes: errors.map((error) => error.code),
      connectMs,
      load: connectMs === null ? null : await measureLoad(deps, loopback),
    });
  } finally {
    loopback.close();
  }
}
