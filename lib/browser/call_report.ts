// Watches a call for what its server's operator may want to know when it is over: how each connection ran.
// Loaded where the server asks for it. Knows names and numbers of nobody.

import { effect } from "@preact/signals";
import type { CallReport, LinkReport } from "../shared/protocol/mod.ts";
import type { Call } from "./call_api.ts";
import type { RemoteParticipant } from "./people/mod.ts";
import type { PageEvent } from "./ports.ts";
import type { LinkSample } from "./stats/mod.ts";

interface Deps {
  readonly call: Pick<Call, "status" | "participants">;
  /** Milliseconds since the epoch. */
  now(): number;
  /** The bearer token of this browser; null while there is none. */
  token(): string | null;
  onPage(handle: (event: PageEvent) => void): () => void;
  /** Hands a body over that outlives the page. */
  send(path: string, body: string): void;
}

/** One connection while it is watched. */
interface Record {
  end(): LinkReport;
}

/** Watches until the call ends, or its page goes, and reports then, once. */
export function watchCall({ call, now, token, onPage, send }: Deps): void {
  const open = new Map<string, Record>();
  const ended: LinkReport[] = [];
  let isOver = false;

  function follow(people: readonly RemoteParticipant[]): void {
    const present = new Set(people.map(({ muid }) => muid));
    for (const [muid, record] of open) if (!present.has(muid)) close(muid, record);
    for (const one of people) if (!open.has(one.muid)) open.set(one.muid, watchLink(one, now));
  }

  function close(muid: string, record: Record): void {
    open.delete(muid);
    ended.push(record.end());
  }

  function finish(): void {
    if (isOver) return;
    isOver = true;
    for (const [muid, record] of [...open]) close(muid, record);
    const own = token();
    // Reading it must not depend on what is read: undone only after this turn.
    queueMicrotask(() => undo.forEach((off) => off()));
    if (own === null || ended.length === 0) return;
    const report: CallReport = { token: own, links: ended };
    send("/report", JSON.stringify(report));
  }

  const undo = [
    effect(() => {
      if (call.status.value.kind === "ended") finish();
      else if (!isOver) follow(call.participants.value);
    }),
    onPage((event) => event === "pagehide" && finish()),
  ];
}

function watchLink(person: RemoteParticipant, now: () => number): Record {
  const startedAt = now();
  const isPictureDue = person.info.peek().state.camera;
  let path: LinkReport["path"] = "none";
  let firstFrameAt: number | null = null;
  let freeze = noFreeze;
  const undo = [
    effect(() => {
      if (person.camera.value) firstFrameAt ??= now();
    }),
    effect(() => {
      const last = person.samples.value.at(-1);
      if (!last) return;
      if (last.path !== "none") path = last.path;
      freeze = afterSample(freeze, last);
    }),
  ];
  return {
    end() {
      for (const off of undo) off();
      return {
        path,
        ...(isPictureDue && firstFrameAt !== null
          ? { first_frame_ms: firstFrameAt - startedAt }
          : {}),
        ...(freeze.longestMs === null ? {} : { longest_freeze_ms: Math.round(freeze.longestMs) }),
      };
    },
  };
}

interface Freeze {
  /** Null before there was a picture. */
  readonly longestMs: number | null;
  /** Since when nothing came that was due; null where it comes, or nothing is due. */
  readonly since: number | null;
  readonly at: number;
}

const noFreeze: Freeze = { longestMs: null, since: null, at: 0 };

/** The browser counts freezes that have ended; one that goes on is seen as pictures that do not come. */
function afterSample({ longestMs, since, at }: Freeze, sample: LinkSample): Freeze {
  const isDue = sample.expects.fps > 0;
  const { camera } = sample.down;
  if (camera) {
    const frozenMs = Math.max(longestMs ?? 0, sample.frozenMs);
    return { longestMs: frozenMs, since: null, at: sample.at };
  }
  if (!isDue || longestMs === null) return { longestMs, since: null, at: sample.at };
  const from = since ?? at;
  return { longestMs: Math.max(longestMs, sample.at - from), since: from, at: sample.at };
}
