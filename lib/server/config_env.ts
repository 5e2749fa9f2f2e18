// The names of the settings, what each of them may be, and the rules between them. Reads nothing itself.

import * as z from "zod/mini";
import { IcePolicy } from "../shared/protocol/mod.ts";
import {
  IceUrl,
  integer,
  list,
  Origin,
  Secret,
  WebhookSecret,
  WebUrl,
  wholeNumber,
} from "./config_fields.ts";

/** The settings by name, as they come. */
export const Env = z.object({
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
  CONFLUX_ADMIN_TOKEN: z.optional(Secret),
  CONFLUX_ENTRY: z._default(z.enum(["open", "token"]), "open"),
  CONFLUX_ENTRY_FOR: z._default(z.enum(["create", "join"]), "create"),
  CONFLUX_ENTRY_KEY: z.optional(Secret),
  CONFLUX_ENTRY_JWKS: z.optional(WebUrl),
  CONFLUX_ENTRY_ISSUER: z.optional(z.string()),
  CONFLUX_ENTRY_AUDIENCE: z.optional(z.string()),
  CONFLUX_ENTRY_LOGIN: z.optional(WebUrl),
  CONFLUX_WEBHOOK_URL: z.optional(WebUrl),
  CONFLUX_WEBHOOK_SECRET: z.optional(WebhookSecret),
  CONFLUX_WEBHOOK_NAMES: z._default(z.enum(["true", "false"]), "false"),
  CONFLUX_CALL_REPORTS: z._default(z.enum(["true", "false"]), "true"),
  CONFLUX_BASE_PATH: z.optional(
    z.string().check(z.refine((raw) => raw === "/", {
      error: "is not supported: links, cookies and the page's policy are of a whole origin. " +
        "Give ConFlux a host name or a port of its own",
    })),
  ),
  CONFLUX_LOG_LEVEL: z._default(z.enum(["info", "error"]), "info"),
  CONFLUX_NODE: z.optional(
    z.string().check(z.regex(/^[\w.:-]{1,64}$/, {
      error: "must be a name of letters, digits, dots, colons and hyphens",
    })),
  ),
  /** Deno's own, read here to know that spans are made. */
  OTEL_DENO: z.optional(z.string()),
  CONFLUX_BUILD_TIME: z.optional(z.iso.datetime()),
  CONFLUX_ICE_POLICY: z._default(IcePolicy, "all"),
  CONFLUX_TURN_TTL_S: integer(5, 86_400, 3_600),
  COTURN_PREFIX: z._default(z.string(), "coturn"),
  COTURN_SECRET: z.optional(Secret),
  COTURN_URLS: z._default(z.pipe(list(/,/), z.array(IceUrl)), []),
});
export type Env = z.infer<typeof Env>;

/** What settings that are right one by one lack together; a sentence for each. */
export function whatIsMissing(data: Env): string[] {
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
  const hasKey = [data.CONFLUX_ENTRY_KEY, data.CONFLUX_ENTRY_JWKS].filter(Boolean).length;
  if (data.CONFLUX_ENTRY === "token" && hasKey !== 1) {
    problems.push(
      "CONFLUX_ENTRY: token needs CONFLUX_ENTRY_KEY or CONFLUX_ENTRY_JWKS, one of them",
    );
  }
  if (data.CONFLUX_ENTRY === "open" && hasKey > 0) {
    problems.push("CONFLUX_ENTRY: must be token where there is a key, else everybody comes in");
  }
  if (!data.CONFLUX_WEBHOOK_URL !== !data.CONFLUX_WEBHOOK_SECRET) {
    problems.push("CONFLUX_WEBHOOK_URL: needs CONFLUX_WEBHOOK_SECRET, and the other way round");
  }
  return problems;
}
