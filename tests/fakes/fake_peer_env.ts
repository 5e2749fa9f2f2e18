// A whole browser made of fakes: the engine's Env, with handles for what a test makes happen.

import { createClient } from "../../lib/browser/client.ts";
import type { Env, PageEvent } from "../../lib/browser/ports.ts";
import { createEmitter } from "../../lib/browser/emitter.ts";
import { createFakeMedia, createFakeMeters, createFakeStream } from "./fake_media.ts";
import type { ManualClock } from "./fake_peer_clock.ts";
import type { FakeNetwork } from "./fake_peer_network.ts";

let uuids = 0;

export function makeUuid(): string {
  return `00000000-0000-4000-8000-${String(++uuids).padStart(12, "0")}`;
}

/** The answer of /config for the user with this token subject. */
export function configOf(subject: string, now: number, change: object = {}) {
  return {
    token: `token ${subject}`,
    COTURN_PREFIX: "",
    PEER_SERVER_PATH: "/peer_signal",
    COTURN_USERNAME: "",
    COTURN_PASSWORD: "",
    BUILD_TIME: "",
    BUILD_VERSION: "",
    ICE_SERVERS: [],
    ICE_TRANSPORT_POLICY: "all",
    TOKEN_EXPIRES_AT: now + 3_600_000,
    TURN_EXPIRES_AT: now + 3_600_000,
    PROTOCOL_VERSION: 1,
    ...change,
  };
}

export function createFakeEnv(
  { clock, network, subject, openSocket }: {
    clock: ManualClock;
    network: FakeNetwork;
    subject: string;
    openSocket: Env["openSocket"];
  },
) {
  const page = createEmitter<PageEvent>();
  const media = createFakeMedia();
  const meters = createFakeMeters();
  const kept = new Map<string, string>();
  const troubles: string[] = [];
  const certificates: RTCCertificate[] = [];
  const peers: ReturnType<FakeNetwork["createConnection"]>[] = [];
  const requests: string[] = [];
  const fake = {
    page,
    media,
    meters,
    kept,
    /** What the engine reported; empty in a test where nothing went wrong. */
    troubles,
    certificates,
    /** Every connection this browser made. */
    peers,
    requests,
    config: {} as object,
    isOnline: true,
  };
  const env: Env = {
    clock,
    random: () => 0.5,
    uuid: makeUuid,
    fetchJson(path) {
      requests.push(path);
      if (!fake.isOnline) return Promise.reject(new TypeError("offline"));
      const body = configOf(subject, clock.now(), fake.config);
      return Promise.resolve({ status: 200, body });
    },
    openSocket,
    createConnection(configuration) {
      const peer = network.createConnection(configuration);
      peers.push(peer);
      return peer;
    },
    generateCertificate() {
      const certificate = { expires: certificates.length } as RTCCertificate;
      certificates.push(certificate);
      return Promise.resolve(certificate);
    },
    createStream: createFakeStream,
    media,
    createMeter: meters.createMeter,
    storage: {
      get: (key) => kept.get(key) ?? null,
      set: (key, value) => void kept.set(key, value),
    },
    onPage: page.subscribe,
    report: (what, error) => void troubles.push(`${what}: ${error}`),
  };
  return { ...fake, fake, env, client: createClient(env) };
}

export type FakeBrowser = ReturnType<typeof createFakeEnv>;
