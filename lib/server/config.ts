// The settings: the only reader of Deno.env. Everything is checked before anything starts, and a
// wrong value stops the start with a sentence that names it (S13).

import * as z from "zod/mini";
import { IcePolicy } from "../shared/protocol/mod.ts";
import type { LogLevel } from "./log.ts";
import { canonicalOrigin } from "./origins.ts";

/** Length below which a secret is refused, in bytes of UTF-8. */
const minSecretBytes = 32;
/** Secrets that stand in somebody's documentation are no secrets. */
const knownDefaults =
  /^(change[-_ ]?me|secret|password|conflux|coturn|example|default|test|insecure)/i;

const list = (separator: RegExp) =>
  z.pipe(
    z.string(),
    z.transform((raw: string) => raw.split(separator).map((one) => one.trim()).filter(Boolean)),
  );
const wholeNumber = (min: number, max: number) =>
  z.pipe(
    z.string().check(z.regex(/^\d+$/, { error: "must be a whole number" })),
    z.pipe(
      z.transform((raw: string) => Number(raw)),
      z.number().check(
        z.minimum(min, { error: `must be at least ${min}` }),
        z.maximum(max, { error: `must be at most ${max}` }),
      ),
    ),
  );
const integer = (min: number, max: number, fallback: number) =>
  z._default(wholeNumber(min, max), fallback);
const Secret = z.string().check(
  z.refine((raw) => new TextEncoder().encode(raw).length >= minSecretBytes, {
    error: `must have at least ${minSecretBytes} bytes`,
  }),
  z.refine((raw) => !knownDefaults.test(raw) && new Set(raw).size > 4, {
    error: "is a known default or no secret at all",
  }),
);
const Origin = z.pipe(
  z.string().check(
    z.refine((raw) => canonicalOrigin(raw) !== null, {
      error: "must be origins such as https://meet.example.org, without a path: " +
        "ConFlux needs a host name or a port of its own",
    }),
  ),
  z.transform((raw: string) => canonicalOrigin(raw) ?? raw),
);
const IceUrl = z.string().check(
  z.regex(/^(stun|stuns|turn|turns):[^\s?]+(\?transport=(udp|tcp))?$/, {
    error: "must be stun:, turn: or turns: URLs, separated by commas",
  }),
);

const Env = z.object({
  CONFLUX_ENV: z._default(z.enum(["development", "production"]), "production"),
  PORT: integer(0, 65_535, 8000),
  HOST: z._default(z.string(), "0.0.0.0"),
  CONFLUX_DATA: z._default(z.string().check(z.minLength(1)), "./data"),
  CONFLUX_STORE: z._default(
    z.string().check(z.regex(/^(kv|memory|rediss?:\/\/\S+)$/, {
      error: "must be kv, memory, or the redis:// or rediss:// URL of a Redis",
    })),
    "kv",
  ),
  CONFLUX_SECRET: z.optional(Secret),
  CONFLUX_ORIGINS: z._default(z.pipe(list(/[,\s]+/), z.array(Origin)), []),
  CONFLUX_FRAME_ANCESTORS: z._default(z.pipe(list(/[,\s]+/), z.array(Origin)), []),
  CONFLUX_TRUST_PROXY: z._default(
    z.string().check(z.regex(/^(true|false|\d|10)$/, {
      error: "must be true, false, or how many proxies stand in front (0 to 10)",
    })),
    "false",
  ),
  CONFLUX_TOKEN_TTL_S: integer(5, 86_400, 3_600),
  CONFLUX_MAX_PARTICIPANTS: integer(2, 100, 16),
  CONFLUX_GRACE_S: integer(0, 600, 30),
  CONFLUX_HTTP_PER_MINUTE: integer(1, 1_000_000, 60),
  CONFLUX_MESSAGES_PER_SECOND: integer(1, 1_000_000, 30),
  CONFLUX_MAX_CONNECTIONS: integer(10, 1_000_000, 12_000),
  CONFLUX_MAX_PER_ADDRESS: integer(1, 1_000_000, 500),
  CONFLUX_MEMORY_MB: integer(64, 1_000_000, 1_024),
  CONFLUX_METRICS_PORT: z.optional(wholeNumber(0, 65_535)),
  CONFLUX_METRICS_TOKEN: z.optional(Secret),
  CONFLUX_LOG_LEVEL: z._default(z.enum(["info", "error"]), "info"),
  CONFLUX_NODE: z.optional(
    z.string().check(z.regex(/^[\w.:-]{1,64}$/, {
      error: "must be a name of letters, digits, dots, colons and hyphens",
    })),
  ),
  CONFLUX_BUILD_TIME: z.optional(z.iso.datetime()),
  CONFLUX_ICE_POLICY: z._default(IcePolicy, "all"),
  CONFLUX_TURN_TTL_S: integer(5, 86_400, 3_600),
  COTURN_PREFIX: z._default(z.string(), "coturn"),
  COTURN_SECRET: z.optional(Secret),
  COTURN_URLS: z._default(z.pipe(list(/,/), z.array(IceUrl)), []),
});

/** Where rooms are kept. The URL may hold a password: it goes into no log. */
export type StoreChoice =
  | { readonly kind: "kv" | "memory" }
  | { readonly kind: "redis"; readonly url: string };

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

/** Rules between settings. */
function whatIsMissing(data: z.infer<typeof Env>): string[] {
  const problems: string[] = [];
  const hasTurn = data.COTURN_URLS.some((url) => url.startsWith("turn"));
  if (data.CONFLUX_ENV === "production" && !data.CONFLUX_SECRET) {
    problems.push("CONFLUX_SECRET: is needed in production (openssl rand -base64 48)");
  }
  if (hasTurn && !data.COTURN_SECRET) {
    problems.push("COTURN_SECRET: is needed when COTURN_URLS has a turn: URL");
  }
  if (data.CONFLUX_ICE_POLICY === "relay" && !hasTurn) {
    problems.push("CONFLUX_ICE_POLICY: relay needs a turn: URL in COTURN_URLS");
  }
  if (data.CONFLUX_METRICS_PORT === data.PORT && data.PORT !== 0) {
    problems.push("CONFLUX_METRICS_PORT: must be another port than PORT");
  }
  return problems;
}

/** Reads and checks the environment; where it is wrong, says why and ends the process. */
export function readConfig(): Config {
  const names = Object.keys(Env.shape);
  try {
    return parseConfig(Object.fromEntries(names.map((name) => [name, Deno.env.get(name)])));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    Deno.exit(1);
  }
}
