// A browser for the doctor: relays that work, refuse or are silent, STUN servers that see what a test
// says, a server and a socket. Everything secret in it is a canary that no report may hold.

import type { DoctorDeps } from "../../../lib/browser/doctor/doctor.ts";
import type {
  Probe,
  ProbeCandidate,
  ProbeDescription,
  ProbeHandlers,
} from "../../../lib/browser/doctor/ports.ts";
import type { HttpAnswer, SocketHandlers } from "../../../lib/browser/ports.ts";
import { createFakeMedia, type FakeMedia } from "./media.ts";
import { createManualClock, type ManualClock } from "../manual_clock.ts";

export const canaries = {
  host: "192.168.77.41",
  mapped: "198.51.100.77",
  relay: "203.0.113.99",
  relayHost: "turn.canary.example",
  token: "eyJhbGciOiJIUzI1NiJ9.canary-token.sig",
  username: "1800000000:canary-opaque-id",
  password: "canary-password=",
  userId: "5f0c7c1e-0b5e-4a3e-9b1d-2d8e6f7a9c10",
  person: "Canary Quentin",
  device: "Canary Headset",
} as const;

const stun = `stun:${canaries.relayHost}:3478`;
const secondStun = `stun:${canaries.relayHost}:3479`;
const credentials = { username: canaries.username, credential: canaries.password };
const turnUrls = [
  `turn:${canaries.relayHost}:3478?transport=udp`,
  `turn:${canaries.relayHost}:3478?transport=tcp`,
  `turns:${canaries.relayHost}:5349?transport=tcp`,
];

type Relay = "works" | "refused" | "full" | "silent" | "gone" | "dead-end";

export interface FakeNetwork {
  relay: Relay;
  /** Every so many-th message is lost; 0 for none. */
  losesEvery: number;
  bytesPerMs: number;
  /** Ports as which STUN servers see us; empty: they do not answer. */
  stunPorts: number[];
  /** The port as which a relay sees us. */
  portAtRelay: number;
  iceUrls: { stun: string[]; turn: string[] };
  http: "works" | "gone" | "busy";
  socket: "works" | "blocked" | "silent" | "refused";
  /** The server takes no socket from the page's address, and says so. */
  isOriginRefused: boolean;
}

export interface FakeDoctorWorld extends FakeNetwork {
  readonly clock: ManualClock;
  readonly media: FakeMedia;
  /** What the meter hears. */
  level: number;
  readonly probes: { isClosed: boolean }[];
  readonly sockets: { isClosed: boolean }[];
  readonly deps: DoctorDeps;
  /** Moves time on until `promise` settles. */
  settle<T>(promise: Promise<T>): Promise<T>;
}

/** Makes a world in which every check passes. */
export function createDoctorWorld(change: Partial<DoctorDeps> = {}): FakeDoctorWorld {
  const clock = createManualClock();
  const media = createFakeMedia();
  media.devices = [
    { kind: "audioinput", deviceId: "canary-device-1", label: canaries.device },
    { kind: "videoinput", deviceId: "canary-device-2", label: canaries.device },
  ];
  const byName = new Map<string, FakeProbe>();
  const stored = new Map<string, string>([["conflux.user", canaries.userId]]);
  const world: FakeDoctorWorld = {
    relay: "works",
    losesEvery: 0,
    bytesPerMs: 1_000,
    stunPorts: [4_000],
    portAtRelay: 4_000,
    iceUrls: { stun: [stun, secondStun], turn: turnUrls },
    http: "works",
    socket: "works",
    isOriginRefused: false,
    clock,
    media,
    level: 0.1,
    probes: [],
    sockets: [],
    deps: {
      clock,
      media,
      isSecure: true,
      canCall: true,
      userAgent: `Mozilla/5.0 (${canaries.person}) Chrome/156.0.8078.79 Safari/537.36`,
      uuid: () => canaries.userId,
      storage: {
        get: (key) => stored.get(key) ?? null,
        set: (key, value) => stored.set(key, value).has(key),
        remove: (key) => stored.delete(key),
      },
      report() {},
      createMeter: () => ({ read: () => world.level, close() {} }),
      fetchJson: (path) =>
        path === "/origin" && world.isOriginRefused
          ? Promise.resolve({
            status: 403,
            body: { code: 403, msg: "", error: "FORBIDDEN_ORIGIN" },
          })
          : answerConfig(world),
      openSocket: (_path, handlers) => openSocket(world, handlers),
      createProbe: (configuration, handlers) => createProbe(configuration, handlers),
      ...change,
    },
    async settle(promise) {
      let isOver = false;
      const over = () => isOver = true;
      promise.then(over, over);
      for (let step = 0; !isOver && step < 20_000; step++) {
        for (let turn = 0; turn < 30 && !isOver; turn++) await Promise.resolve();
        clock.advance(5);
      }
      return await promise;
    },
  };

  function createProbe(configuration: RTCConfiguration, handlers: ProbeHandlers): Probe {
    const probe = makeProbe(world, byName, { configuration, handlers });
    world.probes.push(probe);
    return probe;
  }
  return world;
}

interface FakeProbe extends Probe {
  readonly name: string;
  isClosed: boolean;
  receive(data: ArrayBuffer): void;
  takeOpen(): void;
}

function makeProbe(
  world: FakeNetwork & { clock: ManualClock },
  byName: Map<string, FakeProbe>,
  { configuration, handlers }: { configuration: RTCConfiguration; handlers: ProbeHandlers },
): FakeProbe {
  const { clock } = world;
  const name = `probe-${byName.size}`;
  const urls = (configuration.iceServers ?? []).flatMap((server) => server.urls);
  let peer: FakeProbe | undefined;
  let busyUntil = clock.now();
  let sent = 0;

  function gather(): void {
    const isRelayOnly = configuration.iceTransportPolicy === "relay";
    if (!isRelayOnly) handlers.onCandidate(candidate("host", canaries.host, 4_000));
    for (const url of urls) {
      if (url.startsWith("stun:")) gatherStun(url);
      else gatherRelay(url);
    }
    if (world.relay !== "silent" || !isRelayOnly) handlers.onCandidate(null);
  }
  function gatherStun(url: string): void {
    const [first] = world.stunPorts;
    if (first === undefined) return handlers.onError({ code: 701, url });
    // Two servers that see the same give one candidate.
    if (url !== urls[0] && new Set(world.stunPorts).size < 2) return;
    const port = url === urls[0] ? first : world.stunPorts[1] ?? first;
    handlers.onCandidate(candidate("srflx", canaries.mapped, port));
  }
  function gatherRelay(url: string): void {
    const codes: Partial<Record<Relay, number>> = { refused: 401, full: 486, gone: 701 };
    const code = codes[world.relay];
    if (code) handlers.onError({ code, url });
    else if (world.relay !== "silent") {
      handlers.onCandidate(candidate("relay", canaries.relay, 49_200));
    }
  }

  const probe: FakeProbe = {
    name,
    isClosed: false,
    get bufferedAmount() {
      return Math.max(0, busyUntil - clock.now()) * world.bytesPerMs;
    },
    describe() {
      clock.after(10, gather);
      return Promise.resolve<ProbeDescription>({ type: "offer", sdp: name });
    },
    accept({ sdp }) {
      peer = byName.get(sdp);
      return Promise.resolve();
    },
    addCandidate() {
      if (world.relay === "works") {
        clock.after(20, () => {
          probe.takeOpen();
          peer?.takeOpen();
        });
      }
      return Promise.resolve();
    },
    remotePort: () => Promise.resolve(world.portAtRelay),
    send(data) {
      busyUntil = Math.max(busyUntil, clock.now()) + data.byteLength / world.bytesPerMs;
      sent++;
      if (world.losesEvery > 0 && sent % world.losesEvery === 0) return;
      clock.after(busyUntil - clock.now(), () => peer?.receive(data));
    },
    receive: (data) => handlers.onData(data),
    takeOpen: once(() => handlers.onOpen()),
    close() {
      probe.isClosed = true;
    },
  };
  byName.set(name, probe);
  return probe;
}

function candidate(type: string, address: string, port: number): ProbeCandidate {
  return {
    init: { candidate: `candidate:1 1 udp 1 ${address} ${port} typ ${type}`, sdpMid: "0" },
    type,
    protocol: "udp",
    address,
    port,
    relatedAddress: type === "srflx" ? canaries.host : "",
    relatedPort: type === "srflx" ? 4_000 : 0,
  };
}

function answerConfig(world: FakeNetwork): Promise<HttpAnswer> {
  if (world.http === "gone") return Promise.reject(new TypeError(`no way to ${canaries.host}`));
  if (world.http === "busy") {
    const body = { code: 429, msg: `slow down, ${canaries.person}`, error: "RATE_LIMITED" };
    return Promise.resolve({ status: 429, body });
  }
  const { stun, turn } = world.iceUrls;
  const body = {
    token: canaries.token,
    COTURN_PREFIX: "coturn",
    PEER_SERVER_PATH: "/peer_signal",
    COTURN_USERNAME: canaries.username,
    COTURN_PASSWORD: canaries.password,
    BUILD_TIME: "",
    BUILD_VERSION: "",
    ICE_SERVERS: [
      ...(stun.length > 0 ? [{ urls: stun }] : []),
      ...(turn.length > 0 ? [{ urls: turn, ...credentials }] : []),
    ],
    ICE_TRANSPORT_POLICY: "all",
    TOKEN_EXPIRES_AT: 2_000_000_000_000,
    TURN_EXPIRES_AT: 2_000_000_000_000,
    PROTOCOL_VERSION: 1,
  };
  return Promise.resolve({ status: 200, body });
}

function openSocket(world: FakeDoctorWorld, handlers: SocketHandlers) {
  const state = { isClosed: false };
  world.sockets.push(state);
  world.clock.after(
    5,
    () => world.socket === "blocked" ? handlers.onClose(1006) : handlers.onOpen(),
  );
  return {
    send(text: string) {
      const { type, token } = JSON.parse(text);
      if (type !== "PING" || token !== canaries.token) throw new Error("no PING with the token");
      if (world.socket === "refused") world.clock.after(5, () => handlers.onClose(4401));
      if (world.socket !== "works") return;
      const pong = JSON.stringify({ type: "PONG", time: world.clock.now() });
      world.clock.after(15, () => handlers.onText(pong));
    },
    close() {
      state.isClosed = true;
    },
  };
}

function once(task: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    task();
  };
}
