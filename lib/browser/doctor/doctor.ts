// The doctor (F14): runs every check there is and says what it found, as data. Composes the checks of
// this room; makes no words and touches no global. Loaded only when somebody asks for it.

import { type ReadonlySignal, signal } from "@preact/signals";
import { relayKinds } from "../../shared/ice_urls.ts";
import type { LocalMedia } from "../media/mod.ts";
import type { PersonPath } from "../people/mod.ts";
import type { Env } from "../ports.ts";
import { nameBrowser } from "./browser.ts";
import { checkDevices, checkSound } from "./devices.ts";
import { type Check, type CheckId, checkIds, type Finding } from "./finding.ts";
import { sortServers } from "./ice_servers.ts";
import { judgePeople } from "./judge.ts";
import { checkNetwork } from "./network.ts";
import type { ProbePorts } from "./ports.ts";
import { checkRelays } from "./relay.ts";
import { formatReport } from "./report.ts";
import { checkServer, checkSocket } from "./server.ts";

export type DoctorPhase = "idle" | "running" | "done";

/** One doctor, for as long as its panel is open. */
export interface Doctor {
  readonly phase: ReadonlySignal<DoctorPhase>;
  readonly checks: ReadonlySignal<readonly Check[]>;
  readonly people: ReadonlySignal<readonly PersonPath[]>;
  /** Runs every check, about 10 s; does nothing while one is under way. Never rejects. */
  run(): Promise<void>;
  /** Plain text to send to somebody: no address, token, name or id is in it. */
  report(): string;
  /** Stops what is under way; may be called again. */
  close(): void;
}

type EnvPart = Pick<
  Env,
  | "clock"
  | "canCall"
  | "uuid"
  | "fetchJson"
  | "openSocket"
  | "media"
  | "createMeter"
  | "storage"
  | "report"
>;

export interface DoctorDeps extends EnvPart, Pick<ProbePorts, "createProbe"> {
  readonly isSecure: boolean;
  readonly userAgent: string;
  /** The devices of the preview or the call; without them the doctor opens its own. */
  readonly local?: Pick<LocalMedia, "mic" | "camera">;
  /** In a call: the ways to everybody else. */
  peers?(): Promise<readonly PersonPath[]>;
}

const waiting: Finding = { verdict: "waiting", reason: "waiting" };
const running: Finding = { verdict: "running", reason: "running" };
const needsServer: Finding = { verdict: "not-applicable", reason: "needs-server" };

/** What is found out by connections. */
const paths = ["network", ...relayKinds.map((kind) => `relay-${kind}` as const)] as const;

/** Makes a doctor; nothing happens before `run()`. */
export function createDoctor(deps: DoctorDeps): Doctor {
  const ids = checkIds.filter((id) =>
    (id !== "people" || deps.peers) && (id !== "webrtc" || !deps.canCall)
  );
  const blank = (): readonly Check[] => ids.map((id) => ({ id, ...waiting }));
  const phase = signal<DoctorPhase>("idle");
  const checks = signal(blank());
  const people = signal<readonly PersonPath[]>([]);
  const closing = new AbortController();
  const surroundings = { ...deps, local: deps.local ?? null, signal: closing.signal };

  function show(id: CheckId, finding: Finding): void {
    if (closing.signal.aborted) return;
    checks.value = checks.peek().map((one) => one.id === id ? { id, ...finding } : one);
  }

  /** Runs one check; one that throws is a finding too, and the others go on. */
  async function examine(id: CheckId, check: () => Finding | Promise<Finding>): Promise<void> {
    if (closing.signal.aborted) return;
    show(id, running);
    try {
      show(id, await check());
    } catch (error) {
      deps.report(`doctor ${id}`, error);
      show(id, { verdict: "failed", reason: "broken" });
    }
  }

  async function examineDevices(): Promise<void> {
    const devices = checkDevices(surroundings);
    await Promise.all([
      examine("microphone", async () => (await devices).microphone),
      examine("camera", async () => (await devices).camera),
    ]);
    const opened = await devices.catch(() => null);
    await examine("sound", () => checkSound(surroundings, opened?.track ?? null));
    opened?.release();
  }

  async function examineServer(): Promise<void> {
    const asked = checkServer(surroundings);
    await examine("server", async () => (await asked).finding);
    const { config } = await asked.catch(() => ({ config: null }));
    if (!config) {
      for (const id of ["socket", ...paths] as const) show(id, needsServer);
      return;
    }
    const servers = sortServers(config.ICE_SERVERS);
    await examine("socket", () => checkSocket(surroundings, config.token));
    if (!deps.canCall) {
      for (const id of paths) show(id, { verdict: "not-applicable", reason: "needs-webrtc" });
      return;
    }
    await Promise.all([
      examine("network", () => checkNetwork(surroundings, servers)),
      examineRelays(servers),
    ]);
  }

  /** One after the other: they would take each other's bandwidth, and the quota of S14. */
  async function examineRelays(servers: ReturnType<typeof sortServers>): Promise<void> {
    for (const kind of relayKinds) {
      await examine(`relay-${kind}`, () => checkRelays(surroundings, servers.relays[kind]));
    }
  }

  async function examinePeople(): Promise<void> {
    const { peers } = deps;
    if (!peers) return;
    await examine("people", async () => {
      const found = await peers();
      people.value = found;
      return judgePeople(found);
    });
  }

  return {
    phase,
    checks,
    people,
    async run() {
      if (phase.peek() === "running" || closing.signal.aborted) return;
      phase.value = "running";
      checks.value = blank();
      people.value = [];
      await examine(
        "secure",
        () =>
          deps.isSecure
            ? { verdict: "passed", reason: "secure-yes" }
            : { verdict: "failed", reason: "secure-no" },
      );
      if (!deps.canCall) show("webrtc", { verdict: "failed", reason: "webrtc-missing" });
      await Promise.all([examineDevices(), examineServer(), examinePeople()]);
      phase.value = "done";
    },
    report: () => formatReport(nameBrowser(deps.userAgent), checks.peek()),
    close: () => closing.abort(),
  };
}
