// Why a socket was not opened, as far as the server can tell: of its 403 a browser tells a page nothing, so
// that "set up for another address" would look like "no network". Knows no sockets.

import { type ReadonlySignal, signal } from "@preact/signals";
import * as z from "zod/mini";
import type { Env } from "../ports.ts";

export interface OriginCheck {
  /** True from the server's word that this page's origin may not connect, until a socket opens. */
  readonly isRefused: ReadonlySignal<boolean>;
  /** A socket could not be opened: asks whether that is why. */
  ask(): void;
  /** One was opened. */
  clear(): void;
}

const Refused = z.object({ error: z.literal("FORBIDDEN_ORIGIN") });

/** POST /origin (P7): true where the server says that this page may open no socket. Never rejects. */
export async function isOriginRefused(fetchJson: Env["fetchJson"]): Promise<boolean> {
  try {
    const { status, body } = await fetchJson("/origin", { method: "POST" });
    return status === 403 && Refused.safeParse(body).success;
  } catch {
    // No network, or an answer of somebody else.
    return false;
  }
}

/** Makes the check of a page; nothing is asked before the first `ask`. */
export function createOriginCheck({ fetchJson }: Pick<Env, "fetchJson">): OriginCheck {
  const isRefused = signal(false);
  let isAsking = false;
  let opened = 0;
  return {
    isRefused,
    ask() {
      if (isAsking) return;
      isAsking = true;
      const before = opened;
      void isOriginRefused(fetchJson).then((answer) => {
        isAsking = false;
        if (answer && opened === before) isRefused.value = true;
      });
    },
    clear() {
      opened += 1;
      isRefused.value = false;
    },
  };
}
