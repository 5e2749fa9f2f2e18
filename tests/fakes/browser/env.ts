// A whole browser made of fakes: the engine's Env, with handles for what a test makes happen.

import { createClient } from "../../../lib/browser/client.ts";
import type { Env, MeetingEnv, PageEvent } from "../../../lib/browser/ports.ts";
import { createEmitter } from "../../../lib/browser/emitter.ts";
import { createFakeEffects, createFakeMedia, createFakeMeters, createFakeStream } from "./media.ts";
import type { ManualClock } from "./clock.ts";
import type { FakeNetwork } from "./network.ts";

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
  { clock, network, subject, openSocket, kept = new Map(), tab = new Map(), locks = new Set() }: {
    clock: ManualClock;
    network: FakeNetwork;
    subject: string;
    openSocket: Env["openSocket"];
    /** The browser's storage, the tab's, and the locks of the origin: of a page before this one. */
    kept?: Map<string, string>;
    tab?: Map<string, string>;
    locks?: Set<string>;
  },
) {
  const page = createEmitter<PageEvent>();
  const media = createFakeMedia();
  const meters = createFakeMeters();
  const held: string[] = [];
  const urls = createFakeUrls();
  const effects = createFakeEffects();
  const troubles: string[] = [];
  const certificates: RTCCertificate[] = [];
  const peers: ReturnType<FakeNetwork["createConnection"]>[] = [];
  const requests: string[] = [];
  const fake = {
    page,
    media,
    meters,
    urls,
    kept,
    tab,
    locks,
    /** The page is unloaded: the browser lets go of its locks. */
    unlock: () => held.forEach((name) => locks.delete(name)),
    /** What the engine reported; empty in a test where nothing went wrong. */
    troubles,
    certificates,
    /** Every connection this browser made. */
    peers,
    requests,
    /** What was posted by a call that ended. */
    last: [] as { path: string; body: unknown }[],
    config: {} as object,
    isOnline: true,
  };
  const env: MeetingEnv = {
    clock,
    random: () => 0.5,
    uuid: makeUuid,
    fetchJson(path) {
      requests.push(path);
      if (!fake.isOnline) return Promise.reject(new TypeError("offline"));
      const body = configOf(subject, clock.now(), fake.config);
      return Promise.resolve({ status: 200, body });
    },
    sendLast: (path, body) => void fake.last.push({ path, body: JSON.parse(body) }),
    openSocket,
    createConnection(configuration) {
      const peer = network.createConnection(configuration, network.brands.get(subject));
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
    objectUrls: urls,
    storage: {
      get: (key) => kept.get(key) ?? null,
      set: (key, value) => kept.set(key, value).has(key),
      remove: (key) => void kept.delete(key),
    },
    tabStorage: {
      get: (key) => tab.get(key) ?? null,
      set: (key, value) => tab.set(key, value).has(key),
      remove: (key) => void tab.delete(key),
    },
    holdLock(name) {
      if (locks.has(name)) return Promise.resolve(false);
      locks.add(name);
      held.push(name);
      return Promise.resolve(true);
    },
    assetUrl: (path) => path,
    createVideoEffect: effects.create,
    canCall: true,
    codecs: { voice: null, video: null },
    onPage: page.subscribe,
    report: (what, error) => void troubles.push(`${what}: ${error}`),
  };
  return { ...fake, fake, env, client: createClient(env) };
}

/** Object URLs that say what they stand for. */
export function createFakeUrls() {
  const live = new Map<string, Blob>();
  let count = 0;
  return {
    live,
    create(blob: Blob) {
      const url = `blob:fake/${++count}`;
      live.set(url, blob);
      return url;
    },
    revoke: (url: string) => void live.delete(url),
  };
}

export type FakeBrowser = ReturnType<typeof createFakeEnv>;
