// What is read in a report of a connection.

import assert from "node:assert/strict";
import { describePath, readRemotePort, readReport } from "../../lib/browser/stats_report.ts";

const pair = {
  type: "candidate-pair",
  id: "P1",
  state: "succeeded",
  nominated: true,
  localCandidateId: "L",
  remoteCandidateId: "R",
  currentRoundTripTime: 0.0421,
};
const local = (candidateType: string) => ({
  type: "local-candidate",
  id: "L",
  candidateType,
  port: 1,
});
const remote = (candidateType: string) => ({
  type: "remote-candidate",
  id: "R",
  candidateType,
  port: 7,
});
const transport = { type: "transport", id: "T", selectedCandidatePairId: "P1" };

Deno.test("[F14] the way to a participant is read from the pair in use", () => {
  const read = (...entries: object[]) => describePath(readReport(new Set(entries)).used);
  assert.deepEqual(read(transport, pair, local("host"), remote("prflx")), {
    path: "direct",
    rttMs: 42,
  });
  assert.equal(read(transport, pair, local("host"), remote("relay")).path, "relay");
  assert.equal(read(transport, pair, local("relay"), remote("prflx")).path, "relay");
  assert.equal(read(pair, local("relay"), remote("host")).path, "relay");
  assert.deepEqual(read({ ...transport, selectedCandidatePairId: undefined }), { path: "none" });
  assert.deepEqual(read({ ...pair, state: "in-progress", nominated: false }), { path: "none" });
  assert.equal(readRemotePort(new Set<object>([pair, remote("prflx")])), 7);
});
