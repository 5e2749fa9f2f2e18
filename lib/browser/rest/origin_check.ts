// Why a socket was not opened, as far as the server can tell: of its 403 a browser tells a page nothing, so
// that "set up for another address" would look like "no network". Knows no sockets.

import { type ReadonlySignal, signal } from "@preact/signals";
import * as z from "zod/mini";
import type { Env } from "../ports.ts";

export interface OriginCheck {
  /** True from the server's word that this page's origin may not connect, until a socket opens. */
  readonly isRefused: ReadonlySignal<boolean>;
  /** The server answered and would take a socket: something between here and there does not. */
  readonly isBlocked: boolean;
  /** A socket could not be opened: asks whether that is why. */
  ask(): void;
  /** One was opened. */
  clear(): void;
}

const Refused = z.object({ error: z.literal("FORBIDDEN_ORIGIN") });
const Allowed = z.object({ status: z.literal("ok") });

/**
 * POST /origin (P7): whether the server says that this page may open a socket; null where it says
 * nothing. Never rejects.
 */
export async function askOrigin(
  fetchJson: Env["fetchJson"],
): Promise<"allowed" | "refused" | null> {
  try {
    const { status, body } = await fetchJson("/origin", { method: "POST" });
    if (status === 403 && Refused.safeParse(body).success) return "refused";
    return status === 200 && Allowed.safeParse(body).success ? "allowed" : null;
  } catch {
    // No network, or an answer of somebody else.
    return null;
  }
}

/** Makes the check of a page; nothing is asked before the first `ask`. */
export function createOriginCheck({ fetchJson }: Pick<Env, "fetchJson">): OriginCheck {
  const isRefused = signal(false);
  let isAsking = false;
  let isBlocked = false;
  let opened = 0;
  return {
    isRefused,
    get isBlocked() {
      return isBlocked;
    },
    ask() {
      if (isAsking) return;
      isAsking = true;
      const before = opened;
      void askOrigin(fetchJson).then((answer) => {
        isAsking = false;
        if (opened !== before) return;
        isBlocked = answer === "allowed";
        if (answer === "refused") isRefused.value = true;
      });
    },
    clear() {
      opened += 1;
      isBlocked = false;
      isRefused.value = false;
    },
  };
}
