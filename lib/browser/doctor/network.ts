// Asks STUN servers how this browser looks from outside. Where only one server can be asked, a relay is
// the second witness: it sees from which port we send to it.

import type { IceServer } from "../../shared/protocol/mod.ts";
import type { Finding } from "./finding.ts";
import { countServers, type SortedServers } from "./ice_servers.ts";
import { openLoopback } from "./loopback.ts";
import { classifyNat, judgeNat, type NatFacts } from "./nat.ts";
import type { ProbeCandidate, ProbeDeps, ProbeError } from "./ports.ts";
import { waitFor } from "./wait.ts";

const gatherLimitMs = 5_000;
const relayLimitMs = 5_000;

/** The finding on the network between here and the servers. */
export async function checkNetwork(deps: ProbeDeps, servers: SortedServers): Promise<Finding> {
  const { stunUrls, relays } = servers;
  if (stunUrls.length === 0) return { verdict: "not-applicable", reason: "network-unasked" };
  const hasRelay = Object.values(relays).some((list) => list.length > 0);
  const facts = await gather(deps, stunUrls);
  let kind = classifyNat(facts);
  const [witness] = relays.udp;
  if (kind === "unknown" && witness) {
    const portAtRelay = await askRelay(deps, stunUrls, witness);
    kind = classifyNat({ ...facts, ...portAtRelay });
  }
  return judgeNat(kind, { hasRelay });
}

async function gather(deps: ProbeDeps, urls: readonly string[]): Promise<NatFacts> {
  const candidates: ProbeCandidate[] = [];
  const errors: ProbeError[] = [];
  let handleEnd = () => {};
  const probe = deps.createProbe({ iceServers: [{ urls: [...urls] }] }, {
    onCandidate: (candidate) => candidate ? candidates.push(candidate) : handleEnd(),
    onError: (error) => errors.push(error),
    onOpen() {},
    onData() {},
  });
  const isComplete = await waitFor<boolean>({ ...deps, limitMs: gatherLimitMs }, (done) => {
    handleEnd = () => done(true);
    probe.describe().catch(() => done(false));
  });
  probe.close();
  const isSeen = candidates.some((one) => one.type === "srflx");
  // One server may fail over IPv6 and answer over IPv4: a candidate says more than an error.
  const silent = countServers(errors.map((error) => error.url));
  const answered = isComplete
    ? Math.max(isSeen ? 1 : 0, countServers(urls) - silent)
    : Number(isSeen);
  return { candidates, answered, portAtRelay: null };
}

/** What a relay sees of a connection that is known by its STUN address only. */
async function askRelay(
  deps: ProbeDeps,
  stunUrls: readonly string[],
  relay: IceServer,
): Promise<Pick<NatFacts, "candidates" | "portAtRelay"> | null> {
  const loopback = await openLoopback(deps, {
    near: { iceServers: [{ urls: [...stunUrls] }] },
    far: { iceServers: [{ ...relay }], iceTransportPolicy: "relay" },
    limitMs: relayLimitMs,
    tells: (candidate) => candidate.type === "srflx",
  });
  try {
    if (loopback.connectMs === null) return null;
    return { candidates: loopback.candidates, portAtRelay: await loopback.far.remotePort() };
  } finally {
    loopback.close();
  }
}
