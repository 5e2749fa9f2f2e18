// Statistics reports become rates: what Chromium and Firefox say, and what happens between two reports.

import assert from "node:assert/strict";
import { compareReports, emptySample } from "../../../lib/browser/stats/rates.ts";
import { readReport } from "../../../lib/browser/stats_report.ts";

const mids = { mic: "0", camera: "1", screen: "2" };
const expects = { fps: 30, sound: true };

const codecs = [
  { type: "codec", id: "CV", mimeType: "video/VP8" },
  { type: "codec", id: "CA", mimeType: "audio/opus" },
];
const path = [
  { type: "transport", id: "T", selectedCandidatePairId: "P" },
  {
    type: "candidate-pair",
    id: "P",
    state: "succeeded",
    localCandidateId: "L",
    remoteCandidateId: "R",
    currentRoundTripTime: 0.025,
  },
  { type: "local-candidate", id: "L", candidateType: "host", protocol: "udp", port: 1 },
  { type: "remote-candidate", id: "R", candidateType: "prflx", protocol: "udp", port: 2 },
];
const voice = {
  type: "inbound-rtp",
  id: "IA",
  kind: "audio",
  mid: "0",
  codecId: "CA",
  jitter: 0.004,
  packetsReceived: 100,
  packetsLost: 0,
  bytesReceived: 1_000,
};
const camera = {
  type: "inbound-rtp",
  id: "IV",
  kind: "video",
  mid: "1",
  codecId: "CV",
  jitter: 0.05,
  frameWidth: 640,
  frameHeight: 360,
  framesDecoded: 60,
  packetsReceived: 1_000,
  packetsLost: 0,
  bytesReceived: 100_000,
};
const sent = {
  type: "outbound-rtp",
  id: "OV",
  kind: "video",
  mid: "1",
  codecId: "CV",
  frameWidth: 1280,
  frameHeight: 720,
  framesEncoded: 10,
  packetsSent: 1_000,
  bytesSent: 0,
};
const told = { type: "remote-inbound-rtp", id: "RI", localId: "OV", packetsLost: 0 };

const read = (entries: readonly object[]) => readReport(new Set(entries));
const compare = (before: readonly object[], after: readonly object[]) =>
  compareReports(
    { at: 1_000, report: read(before) },
    { at: 3_000, report: read(after) },
    { mids, expects },
  );

Deno.test("[F13] two reports become bitrate, frame rate, loss, round trip, jitter and codecs", () => {
  const sample = compare([...path, ...codecs, voice, camera, sent, told], [
    ...path,
    ...codecs,
    { ...voice, packetsReceived: 200, bytesReceived: 3_000 },
    {
      ...camera,
      framesDecoded: 110,
      totalFreezesDuration: 0.75,
      packetsReceived: 1_075,
      packetsLost: 25,
      bytesReceived: 198_000,
      headerBytesReceived: 25_000,
    },
    { ...sent, framesEncoded: 40, packetsSent: 1_200, bytesSent: 50_000 },
    { ...told, packetsLost: 20 },
  ]);
  assert.deepEqual(sample, {
    at: 3_000,
    path: "direct",
    protocol: "udp",
    rttMs: 25,
    jitterMs: 4,
    frozenMs: 750,
    down: {
      bitsPerS: 500_000,
      loss: 0.125,
      camera: { width: 640, height: 360, fps: 25, codec: "VP8" },
      screen: null,
      voice: "opus",
    },
    up: {
      bitsPerS: 200_000,
      loss: 0.1,
      camera: { width: 1280, height: 720, fps: 15, codec: "VP8" },
      screen: null,
      voice: null,
    },
    expects,
  });
});

Deno.test("[F13] camera and screen are told apart by their m-line", () => {
  const screen = { ...camera, id: "IS", mid: "2" };
  const { down } = compare([camera, screen], [camera, { ...screen, framesDecoded: 70 }]);
  assert.equal(down.camera, null);
  assert.equal(down.screen?.fps, 5);
});

Deno.test("[F13] a counter that went back belongs to a new connection; loss may shrink", () => {
  const { down } = compare(
    [{ ...camera, packetsLost: 9 }],
    [{ ...camera, packetsLost: 7, packetsReceived: 10, bytesReceived: 250 }],
  );
  assert.equal(down.bitsPerS, 1_000);
  assert.equal(down.loss, 0);
});

Deno.test("[F13] a stream that stands still shows nothing, and has no loss", () => {
  const { down } = compare([voice, camera], [voice, camera]);
  assert.deepEqual(down, { bitsPerS: 0, loss: null, camera: null, screen: null, voice: null });
});

Deno.test("[F13] relayed: over the protocol between us and our relay", () => {
  const [transport, pair, local, remote] = path;
  const relayed = (change: object) => {
    const entries = [transport, pair, { ...local, ...change }, remote].map((one) => one ?? {});
    const { path: way, protocol } = compare(entries, entries);
    return [way, protocol];
  };
  assert.deepEqual(relayed({ candidateType: "relay", relayProtocol: "tls" }), ["relay", "tls"]);
  assert.deepEqual(relayed({ candidateType: "relay" }), ["relay", "udp"]);
  assert.deepEqual(relayed({ protocol: "tcp" }), ["direct", "tcp"]);
});

Deno.test("[F13] older Firefox: no transport entry, no round trip of the pair", () => {
  const entries = [
    {
      type: "candidate-pair",
      id: "P",
      state: "succeeded",
      selected: true,
      nominated: true,
      localCandidateId: "L",
      remoteCandidateId: "R",
    },
    ...path.slice(2),
    { ...told, roundTripTime: 0.03 },
    { ...told, id: "RI2", localId: "OA", roundTripTime: 0.04 },
  ];
  const sample = compare(entries, entries);
  assert.equal(sample.path, "direct");
  assert.equal(sample.rttMs, 40);
});

Deno.test("[F13] what is no statistics is left out, and two reports at once are no time", () => {
  const report = read([{}, { type: "inbound-rtp", id: "x" }, { type: 7, id: "y" }, camera]);
  assert.equal(report.inbound.length, 1);
  assert.equal(report.used, null);
  const timed = { at: 5, report };
  assert.deepEqual(compareReports(timed, timed, { mids, expects }), emptySample(5, expects));
});
