// The operator's self-test: asks each server of COTURN_URLS for what a browser will ask it for, with a
// credential of our own, and says in one sentence what is wrong. Knows nothing of logs and routes.

import type { Clock } from "../clock.ts";
import type { Config } from "../config.ts";
import { randomToken } from "../crypto.ts";
import {
  createTurnSession,
  isPrivateIp,
  openStunSocket,
  parseStunUrl,
  type SocketProblem,
  type TurnReply,
  type TurnSession,
} from "./client/mod.ts";
import type { Turn } from "./credentials.ts";
import { allocationsPerUser, countAllocations } from "./quota.ts";

export type TurnVerdictKind =
  | SocketProblem
  | "ok"
  | "bad-url"
  | "wrong-secret"
  | "refused"
  | "quota"
  | "small-quota"
  | "no-ports"
  | "open-relay"
  | "wrong-external-ip";

/** What the self-test found out about one URL. */
export interface TurnVerdict {
  readonly url: string;
  readonly kind: TurnVerdictKind;
  readonly ok: boolean;
  /** One sentence for the operator, naming the setting to look at. */
  readonly sentence: string;
  readonly tookMs: number;
}

export interface TurnCheckOptions {
  /** Time for one URL, in ms. */
  readonly deadlineMs?: number;
  /** PEM certificates trusted besides the system's. */
  readonly caCerts?: readonly string[];
}

const defaultDeadlineMs = 2_800;

/**
 * Tests every URL of COTURN_URLS at the same time, and then by one that works whether a person gets as
 * many allocations as a full meeting takes; each takes at most `deadlineMs` (2.8 s).
 */
export async function checkTurn(
  config: { readonly turn: Pick<Config["turn"], "urls">; readonly maxParticipants?: number },
  turn: Turn,
  clock: Clock,
  options: TurnCheckOptions = {},
): Promise<TurnVerdict[]> {
  const credentials = turn.credentials("self-test");
  const verdicts = await Promise.all(config.turn.urls.map(async (url): Promise<TurnVerdict> => {
    const startedAt = clock.now();
    const kind = await checkUrl(url, credentials, clock, options);
    const tookMs = clock.now() - startedAt;
    return { url, kind, ok: kind === "ok", sentence: sentenceFor(kind, url), tookMs };
  }));
  const { maxParticipants } = config;
  // All URLs of one server have one quota; over UDP asking costs least.
  const isUdp = ({ url }: TurnVerdict) => !/^turns:|transport=tcp/.test(url);
  const working = verdicts.filter(({ url, ok }) => ok && url.startsWith("turn"));
  const asked = working.find(isUdp) ?? working[0];
  if (!asked || maxParticipants === undefined) return verdicts;
  const short = await checkQuota(asked, { maxParticipants, turn, clock, options });
  return verdicts.map((one) => one === asked ? short ?? one : one);
}

interface QuotaCheck {
  readonly maxParticipants: number;
  readonly turn: Turn;
  readonly clock: Clock;
  readonly options: TurnCheckOptions;
}

/** The verdict where somebody gets fewer allocations than a full meeting takes, or null. */
async function checkQuota(
  asked: TurnVerdict,
  { maxParticipants, turn, clock, options }: QuotaCheck,
): Promise<TurnVerdict | null> {
  const { deadlineMs = defaultDeadlineMs, caCerts } = options;
  const target = parseStunUrl(asked.url);
  if (!target) return null;
  // Another one each time: coturn still counts for a moment what the last test gave back.
  const credentials = turn.credentials(`self-test ${randomToken(9)}`);
  const deadline = new AbortController();
  const cancel = clock.after(deadlineMs, () => deadline.abort());
  const startedAt = clock.now();
  const opened: { session: TurnSession; close(): void }[] = [];
  const wanted = allocationsPerUser(maxParticipants);
  const { granted, refused } = await countAllocations(wanted, async () => {
    const socket = await openStunSocket(target, { clock, deadline: deadline.signal, caCerts });
    if (typeof socket === "string") return { ok: false, problem: socket };
    const session = createTurnSession(socket, credentials);
    opened.push({ session, close: () => socket.close() });
    return await session.allocate();
  });
  await Promise.all(opened.map(({ session }) => session.free()));
  for (const { close } of opened) close();
  cancel();
  const kind = refused && kindOf(refused);
  // Whatever else went wrong with so many at once says nothing about the quota.
  if (kind !== "quota") return null;
  const sentence =
    `COTURN_URLS: ${asked.url} gives one person ${granted} allocations, a meeting of ` +
    `${maxParticipants} takes ${wanted}. Set user-quota=${wanted} in coturn (with turn/: the same ` +
    "CONFLUX_MAX_PARTICIPANTS for both), or lower CONFLUX_MAX_PARTICIPANTS; a total-quota that is " +
    "used up looks the same.";
  const tookMs = asked.tookMs + clock.now() - startedAt;
  return { ...asked, kind: "small-quota", ok: false, sentence, tookMs };
}

async function checkUrl(
  url: string,
  credentials: { username: string; password: string },
  clock: Clock,
  { deadlineMs = defaultDeadlineMs, caCerts }: TurnCheckOptions,
): Promise<TurnVerdictKind> {
  const target = parseStunUrl(url);
  if (!target) return "bad-url";
  const deadline = new AbortController();
  const cancel = clock.after(deadlineMs, () => deadline.abort());
  const socket = await openStunSocket(target, { clock, deadline: deadline.signal, caCerts });
  try {
    if (typeof socket === "string") return socket;
    const session = createTurnSession(socket, credentials);
    return target.scheme.startsWith("stun")
      ? await checkBinding(session)
      : await checkAllocation(session, socket.remoteIp);
  } finally {
    cancel();
    if (typeof socket !== "string") socket.close();
  }
}

async function checkBinding(session: TurnSession): Promise<TurnVerdictKind> {
  const seenAs = await session.bind();
  return "ip" in seenAs ? "ok" : kindOf(seenAs);
}

async function checkAllocation(
  session: TurnSession,
  serverIp: string,
): Promise<TurnVerdictKind> {
  const reply = await session.allocate();
  if (!reply.ok) return kindOf(reply);
  const relay = session.relayedAddress(reply);
  // Two people behind strict firewalls meet between two relays of the same server.
  const own = relay && await session.permit(relay.ip);
  await session.free();
  if (!relay || !own) return "bad-answer";
  if (!reply.isAuthenticated) return "open-relay";
  // Nobody outside reaches a relay in a private network; in one, the relay is the server itself.
  const isElsewhere = isPrivateIp(relay.ip) && relay.ip !== serverIp;
  if (isElsewhere) return "wrong-external-ip";
  return kindOf(own) === "refused" ? "wrong-external-ip" : kindOf(own);
}

/** Error codes of RFC 8656 section 19 and RFC 8489 section 14.8. */
function kindOf(reply: TurnReply): TurnVerdictKind {
  if (reply.ok) return "ok";
  if ("problem" in reply) return reply.problem;
  if (reply.code === 401 || reply.code === 441) {
    return reply.isAuthenticated ? "wrong-secret" : "bad-answer";
  }
  if (reply.code === 403) return "refused";
  if (reply.code === 486) return "quota";
  return reply.code === 508 ? "no-ports" : "bad-answer";
}

function sentenceFor(kind: TurnVerdictKind, url: string): string {
  const where = `COTURN_URLS: ${url}`;
  switch (kind) {
    case "ok":
      return `${url} works.`;
    case "bad-url":
      return `${where} is no URL that a browser uses; turns: goes over TCP only.`;
    case "unknown-host":
      return `${where}: this host name has no address. Check the name and the DNS.`;
    case "unreachable":
      return `${where} does not answer. Check that coturn runs and that the firewall lets this port in.`;
    case "tls-failed":
      return `${where}: no valid TLS. Check COTURN_CERT and COTURN_KEY, the name in the certificate ` +
        "and its expiry.";
    case "wrong-secret":
      return `${where} refuses our credential. COTURN_SECRET must be the same here and in coturn, and ` +
        "the clocks of both machines must agree.";
    case "refused":
      return `${where} forbids us an allocation. Check that it is a TURN server with relaying switched on.`;
    case "quota":
    case "small-quota":
      return `${where} has no quota left. Raise COTURN_MAX_PORT or COTURN_BPS_CAPACITY, or wait.`;
    case "no-ports":
      return `${where} has no free relay port. Widen COTURN_MIN_PORT to COTURN_MAX_PORT.`;
    case "open-relay":
      return `${where} relays for anybody, without a credential. Run it with the configuration in turn/.`;
    case "wrong-external-ip":
      return `${where} relays at an address that others cannot reach. COTURN_EXTERNAL_IP must be the ` +
        "public address of coturn's machine, or public/local behind a NAT.";
    case "bad-answer":
      return `${where} answers, but not like a TURN server. Check host and port, and COTURN_SECRET.`;
    default:
      return kind satisfies never;
  }
}
