// Checks the way to our own server: one request, and one socket with a few questions (P1, P7, PING).

import * as z from "zod/mini";
import { closeCodes, type ConfigInfo } from "../../shared/protocol/mod.ts";
import { readJson } from "../json.ts";
import type { Env } from "../ports.ts";
import { readUserId } from "../preferences.ts";
import { askOrigin, fetchConfig } from "../rest/mod.ts";
import type { Finding } from "./finding.ts";
import { median } from "./judge.ts";
import { waitFor } from "./wait.ts";

export interface ServerDeps
  extends Pick<Env, "clock" | "fetchJson" | "openSocket" | "storage" | "uuid"> {
  readonly signal: AbortSignal;
}

export interface ServerAnswer {
  readonly finding: Finding;
  /** Null where the server gave none. */
  readonly config: ConfigInfo | null;
}

const limitMs = 8_000;
const pings = 5;

/** Asks for the configuration: everything else needs it. */
export async function checkServer(deps: ServerDeps): Promise<ServerAnswer> {
  const startedAt = deps.clock.now();
  const userId = readUserId(deps.storage, deps.uuid);
  const answer = await waitFor<Awaited<ReturnType<typeof fetchConfig>>>(
    { ...deps, limitMs },
    (done) => void fetchConfig(deps.fetchJson, userId).then(done),
  );
  if (answer?.ok) {
    const answerMs = deps.clock.now() - startedAt;
    const measures = { answerMs };
    return {
      finding: { verdict: "passed", reason: "server-answers", measures },
      config: answer.data,
    };
  }
  const reason = !answer || answer.error === "UNAVAILABLE"
    ? "server-unreachable"
    : answer.error === "RATE_LIMITED"
    ? "server-busy"
    : "server-error";
  return { finding: { verdict: "failed", reason }, config: null };
}

const Pong = z.object({ type: z.literal("PONG") });

/** Opens a socket of its own and measures the median of a few round trips. */
export async function checkSocket(deps: ServerDeps, token: string): Promise<Finding> {
  const { clock } = deps;
  let hasOpened = false;
  let handleOpen = () => {};
  let handlePong = () => {};
  let handleClose = (_code: number) => {};
  const socket = deps.openSocket("/peer_signal", {
    onOpen: () => handleOpen(),
    onText: (text) => Pong.safeParse(readJson(text)).success && handlePong(),
    onClose: (code) => handleClose(code),
  });
  try {
    const opening = await waitFor<"open" | number>({ ...deps, limitMs }, (done) => {
      handleOpen = () => done("open");
      handleClose = done;
    });
    hasOpened = opening === "open";
    const roundTrips: number[] = [];
    while (hasOpened && roundTrips.length < pings && !deps.signal.aborted) {
      const sentAt = clock.now();
      const answer = await waitFor<"pong" | number>({ ...deps, limitMs }, (done) => {
        handlePong = () => done("pong");
        handleClose = done;
        socket.send(JSON.stringify({ type: "PING", token }));
      });
      if (answer !== "pong") {
        const isRefused = answer === closeCodes.token;
        return { verdict: "failed", reason: isRefused ? "socket-refused" : "socket-silent" };
      }
      roundTrips.push(clock.now() - sentAt);
    }
    if (!hasOpened) {
      const answer = await waitFor<Awaited<ReturnType<typeof askOrigin>>>(
        { ...deps, limitMs },
        (done) => void askOrigin(deps.fetchJson).then(done),
      );
      const isOrigin = answer === "refused";
      return { verdict: "failed", reason: isOrigin ? "socket-origin" : "socket-blocked" };
    }
    const measures = { roundTripMs: median(roundTrips) };
    return { verdict: "passed", reason: "socket-answers", measures };
  } finally {
    socket.close();
  }
}
