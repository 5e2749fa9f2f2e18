// The chat from one person's side: what all wrote, further back page by page as it is asked for, and what
// this one wrote and the server has not taken yet. A line goes out in its turn, and once: what became of it
// is read off the answer, the broadcast, or the history after a new seat, whichever comes first (R4).

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { cleanChatText } from "../../shared/chat_text.ts";
import type { ErrorId } from "../../shared/errors.ts";
import type { ChatMessage } from "../../shared/protocol/mod.ts";
import { pause } from "../patience.ts";
import type { Clock } from "../ports.ts";
import { type Outcome, refused } from "../rest/mod.ts";
import type { CallStatus } from "./membership.ts";
import { createEarlierChat, type EarlierChat } from "./earlier_chat.ts";
import type { RoomView } from "./roster.ts";
import type { Signalling } from "./signalling.ts";

/** A line on its way; `id` is the request's, and the same in every try. */
export interface OutgoingLine {
  readonly id: string;
  readonly text: string;
}

export interface Chat extends Pick<EarlierChat, "messages" | "earlier" | "loadEarlier"> {
  /** What is written and not known to have arrived, in its order. */
  readonly outgoing: ReadonlySignal<readonly OutgoingLine[]>;
  /** Resolves once the fate of the line is known: taken, or refused and nobody's. Never rejects. */
  send(text: string): Promise<Outcome>;
}

export interface ChatDeps {
  readonly signalling: Pick<Signalling, "request">;
  readonly clock: Clock;
  readonly roomId: string;
  readonly muid: string;
  readonly status: ReadonlySignal<CallStatus>;
  readonly view: ReadonlySignal<RoomView | null>;
  uuid(): string;
}

/** Between two tries where the server was there and could not take it. */
const retryMs = 2_000;
/** So many tries that were answered; where no answer comes, it waits as long as the call goes on. */
const maxTries = 10;

/** Makes the chat of one call; it ends with the call's status. */
export function createChat(deps: ChatDeps): Chat {
  const { signalling, clock, muid, status } = deps;
  const recent = computed(() => deps.view.value?.chat ?? []);
  const { messages, earlier, loadEarlier, isWhole } = createEarlierChat({
    ...deps,
    onMissed: (list) => list.forEach(handleMessage),
  });
  /** Of a line whose answer was lost nobody can say before whether it has arrived. */
  const isSettled = computed(() => {
    const { kind } = status.value;
    return kind === "ended" || (kind === "joined" && isWhole.value);
  });
  const outgoing = signal<readonly OutgoingLine[]>([]);
  /** Ids of our messages that have come back to us. */
  const seen = new Set<string>();
  /** Texts whose answer was here before their broadcast. */
  const owed: string[] = [];
  /** Lines given back whose fate nobody knows: who sends the same again asks for the same. */
  const doubtful = new Map<string, string>();
  /** The line whose turn it is. */
  let current: { readonly text: string; arrive(): void } | null = null;
  /** The end of the queue. */
  let last: Promise<unknown> = Promise.resolve();

  function handleMessage({ id, text, ...message }: ChatMessage): void {
    if (message.muid !== muid || seen.has(id)) return;
    seen.add(id);
    const at = owed.indexOf(text);
    if (at >= 0) owed.splice(at, 1);
    else if (current?.text === text) current.arrive();
  }

  /** Resolves when the seat is ours and what was missed is here, or neither will be again. */
  async function untilSettled(): Promise<void> {
    // The view of a new seat comes a moment after the seat.
    do {
      let stop = () => {};
      await new Promise<void>((resolve) => {
        stop = isSettled.subscribe((now) => now && resolve());
      });
      stop();
    } while (!isSettled.peek());
  }

  /** Asks until an answer says what became of it, or `hasArrived`. */
  async function ask({ id, text }: OutgoingLine, hasArrived: () => boolean): Promise<Outcome> {
    for (let tries = 1;;) {
      await untilSettled();
      if (hasArrived()) return { ok: true };
      if (status.peek().kind === "ended") return refused("UNAVAILABLE");
      const answer = await signalling.request({ type: "CHAT", room_id: deps.roomId, text }, id);
      if (answer.ok || hasArrived()) return { ok: true };
      if (answer.isLost) continue;
      const { error, message } = answer;
      if (!isPassing(error)) return { ok: false, error, message };
      if (tries++ === maxTries) {
        doubtful.set(text, id);
        return { ok: false, error, message };
      }
      await pause(clock, retryMs);
    }
  }

  async function deliver(line: OutgoingLine): Promise<Outcome> {
    let hasArrived = false;
    const arrived = new Promise<Outcome>((resolve) => {
      current = {
        text: line.text,
        arrive() {
          hasArrived = true;
          resolve({ ok: true });
        },
      };
    });
    const outcome = await Promise.race([arrived, ask(line, () => hasArrived)]);
    if (outcome.ok && !hasArrived) owed.push(line.text);
    current = null;
    outgoing.value = outgoing.peek().filter((one) => one !== line);
    return outcome;
  }

  // Not what is loaded later: an old line of the same words is not the one that is under way.
  recent.subscribe((list) => list.forEach(handleMessage));

  return {
    messages,
    earlier,
    loadEarlier,
    outgoing,
    send(typed) {
      // As the server keeps it: it is known by its text when it comes back.
      const text = cleanChatText(typed);
      const line = { id: doubtful.get(text) ?? deps.uuid(), text };
      doubtful.delete(text);
      outgoing.value = [...outgoing.peek(), line];
      const delivered = last.then(() => deliver(line));
      last = delivered;
      return delivered;
    },
  };
}

/** Whether the server may yet take it, or may even have carried it out before it failed. */
function isPassing(error: ErrorId): boolean {
  return error === "UNAVAILABLE" || error === "INTERNAL";
}
