// The settings: the only reader of Deno.env. Everything is checked before anything starts, and a
// wrong value stops the start with a sentence that names it (S13).

import type { IcePolicy } from "../shared/protocol/mod.ts";
import { Env, whatIsMissing } from "./config_env.ts";
import type { LogLevel } from "./log.ts";

/** Where rooms are kept. The URL may hold a password: it goes into no log. */
export type StoreChoice =
  | { readonly kind: "kv" | "memory" }
  | { readonly kind: "redis"; readonly url: string };

/** What has to be shown at the door: tokens (JWT) of the operator's own sign-in. */
export interface EntryConfig {
  /** What for: to create meetings, or to join them as well. */
  readonly for: "create" | "join";
  readonly keys:
    | { readonly kind: "shared"; readonly secret: string }
    | { readonly kind: "jwks"; readonly url: string };
  /** What a token has to say of who made it and for whom, where that is asked. */
  readonly issuer: string | null;
  readonly audience: string | null;
  /** The page on which people sign in. */
  readonly loginUrl: string | null;
}

export interface WebhookConfig {
  readonly url: string;
  readonly secret: string;
  readonly hasNames: boolean;
}

/** Settings of the server; durations in the units of their names. */
export interface Config {
  readonly mode: "development" | "production";
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly store: StoreChoice;
  /** Null only in development, where one is made and kept in `dataDir`. */
  readonly secret: string | null;
  readonly origins: readonly string[];
  readonly frameAncestors: readonly string[];
  readonly isProxyTrusted: boolean;
  /** How many proxies stand in front; null where that is not said. */
  readonly proxyHops: number | null;
  readonly tokenTtlS: number;
  readonly maxParticipants: number;
  readonly graceMs: number;
  readonly httpPerMinute: number;
  readonly messagesPerSecond: number;
  /** Connections at a time, of everybody and of one address; the latter is also for sockets. */
  readonly maxConnections: number;
  readonly maxPerAddress: number;
  /** Near so much resident memory new work is refused. */
  readonly memoryBytes: number;
  /** Who may read the metrics, and where; null for nobody, and nowhere. */
  readonly metrics: { readonly port: number | null; readonly token: string | null };
  /** Who may see and end meetings by `deno task admin`; null for nobody. */
  readonly adminToken: string | null;
  /** Who may come in; null for everybody. */
  readonly entry: EntryConfig | null;
  /** Where what happens is reported to; null for nowhere. */
  readonly webhook: WebhookConfig | null;
  /** Whether browsers are asked how their calls ran. */
  readonly hasCallReports: boolean;
  /** Deno's OpenTelemetry is on. */
  readonly isTraced: boolean;
  /** What is logged, and what this server is called there. */
  readonly log: { readonly level: LogLevel; readonly node: string };
  /** When this build was made, if the build says so; ISO 8601. */
  readonly buildTime: string | null;
  readonly icePolicy: IcePolicy;
  readonly turn: {
    readonly prefix: string;
    readonly secret: string | null;
    readonly urls: readonly string[];
    readonly ttlS: number;
  };
}

/** Thrown at start-up; the message names every setting that is wrong. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

/** Checks raw settings. Throws {@linkcode ConfigError}, naming each setting that is wrong. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const result = Env.safeParse(present);
  const problems = result.success
    ? whatIsMissing(result.data)
    : result.error.issues.map((issue) => `${issue.path[0]?.toString()}: ${issue.message}`);
  if (!result.success || problems.length > 0) {
    throw new ConfigError(`Cannot start, the settings are wrong:\n  ${problems.join("\n  ")}`);
  }
  const data = result.data;
  return {
    mode: data.CONFLUX_ENV,
    port: data.PORT,
    host: data.HOST,
    dataDir: data.CONFLUX_DATA,
    store: storeChoice(data.CONFLUX_STORE),
    secret: data.CONFLUX_SECRET ?? null,
    origins: data.CONFLUX_ORIGINS,
    frameAncestors: data.CONFLUX_FRAME_ANCESTORS,
    isProxyTrusted: !["false", "0"].includes(data.CONFLUX_TRUST_PROXY),
    proxyHops: /\d/.test(data.CONFLUX_TRUST_PROXY) ? Number(data.CONFLUX_TRUST_PROXY) : null,
    tokenTtlS: data.CONFLUX_TOKEN_TTL_S,
    maxParticipants: data.CONFLUX_MAX_PARTICIPANTS,
    graceMs: data.CONFLUX_GRACE_S * 1_000,
    httpPerMinute: data.CONFLUX_HTTP_PER_MINUTE,
    messagesPerSecond: data.CONFLUX_MESSAGES_PER_SECOND,
    maxConnections: data.CONFLUX_MAX_CONNECTIONS,
    maxPerAddress: data.CONFLUX_MAX_PER_ADDRESS,
    memoryBytes: data.CONFLUX_MEMORY_MB * 1024 * 1024,
    metrics: {
      port: data.CONFLUX_METRICS_PORT ?? null,
      token: data.CONFLUX_METRICS_TOKEN ?? null,
    },
    adminToken: data.CONFLUX_ADMIN_TOKEN ?? null,
    entry: entryOf(data),
    webhook: webhookOf(data),
    hasCallReports: data.CONFLUX_CALL_REPORTS === "true",
    isTraced: ["true", "1"].includes(data.OTEL_DENO ?? ""),
    log: {
      level: data.CONFLUX_LOG_LEVEL,
      node: data.CONFLUX_NODE ?? crypto.randomUUID().slice(0, 8),
    },
    buildTime: data.CONFLUX_BUILD_TIME ?? null,
    icePolicy: data.CONFLUX_ICE_POLICY,
    turn: {
      prefix: data.COTURN_PREFIX,
      secret: data.COTURN_SECRET ?? null,
      urls: data.COTURN_URLS,
      ttlS: data.CONFLUX_TURN_TTL_S,
    },
  };
}

function storeChoice(raw: string): StoreChoice {
  return raw === "kv" || raw === "memory" ? { kind: raw } : { kind: "redis", url: raw };
}

function entryOf(data: Env): EntryConfig | null {
  if (data.CONFLUX_ENTRY === "open") return null;
  const { CONFLUX_ENTRY_KEY: secret, CONFLUX_ENTRY_JWKS: url = "" } = data;
  return {
    for: data.CONFLUX_ENTRY_FOR,
    keys: secret ? { kind: "shared", secret } : { kind: "jwks", url },
    issuer: data.CONFLUX_ENTRY_ISSUER ?? null,
    audience: data.CONFLUX_ENTRY_AUDIENCE ?? null,
    loginUrl: data.CONFLUX_ENTRY_LOGIN ?? null,
  };
}

function webhookOf(data: Env): WebhookConfig | null {
  const { CONFLUX_WEBHOOK_URL: url, CONFLUX_WEBHOOK_SECRET: secret } = data;
  return url && secret ? { url, secret, hasNames: data.CONFLUX_WEBHOOK_NAMES === "true" } : null;
}

/** Reads and checks the environment; where it is wrong, says why and ends the process. */
export function readConfig(): Config {
  const names = Object.keys(Env.shape);
  try {
    return parseConfig(Object.fromEntries(names.map((name) => [name, Deno.env.get(name)])));
  } catch (error) {
    refuseStart(error);
  }
}

/** Ends the process where the settings are wrong, and says why; every other error is thrown on. */
export function refuseStart(error: unknown): never {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  Deno.exit(1);
}
