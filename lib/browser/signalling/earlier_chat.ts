// What was written before that which came with the seat: a page of it when somebody asks, and by itself
// what was missed between two seats, so that there is no hole. Knows nothing of lines on their way.

import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import { type ChatMessage, ChatPage } from "../../shared/protocol/mod.ts";
import { pause } from "../patience.ts";
import type { Clock } from "../ports.ts";
import { isPassing } from "./end_reason.ts";
import type { CallStatus } from "./membership.ts";
import type { RoomView } from "./roster.ts";
import type { Signalling } from "./signalling.ts";

export type Earlier = "none" | "there" | "loading" | "failed";

export interface EarlierChat {
  /** All that is known, oldest first. */
  readonly messages: ReadonlySignal<readonly ChatMessage[]>;
  readonly earlier: ReadonlySignal<Earlier>;
  /** False while something that was missed is still to come. */
  readonly isWhole: ReadonlySignal<boolean>;
  /** Gets the messages right before the first one, a page of them; resolves also where that fails. */
  loadEarlier(): Promise<void>;
}

interface Deps {
  readonly signalling: Pick<Signalling, "request">;
  readonly clock: Clock;
  readonly roomId: string;
  readonly status: ReadonlySignal<CallStatus>;
  readonly view: ReadonlySignal<RoomView | null>;
  /** Called with what was missed, as it comes. */
  onMissed(messages: readonly ChatMessage[]): void;
}

/** Messages in front of the one with the id `anchor`; worth nothing once that is not the first one. */
interface Loaded {
  readonly anchor: string | undefined;
  readonly messages: readonly ChatMessage[];
  readonly more: boolean;
}
/** All that was known before a hole. */
type Known = Omit<Loaded, "anchor">;

const retryMs = 2_000;

/** Makes the way back from what the view has. */
export function createEarlierChat(deps: Deps): EarlierChat {
  const { signalling, clock, status, view } = deps;
  const recent = computed(() => view.value?.chat ?? []);
  const loaded = signal<Loaded>({ anchor: undefined, messages: [], more: false });
  const progress = signal<"idle" | "loading" | "failed">("idle");
  const known = signal<Known | null>(null);
  let isFilling = false;

  const current = computed((): Loaded => {
    const anchor = recent.value[0]?.id;
    if (anchor !== undefined && loaded.value.anchor === anchor) return loaded.value;
    return { anchor, messages: [], more: view.value?.hasEarlier ?? false };
  });
  const messages = computed(() => {
    const { messages } = current.value;
    return messages.length > 0 ? [...messages, ...recent.value] : recent.value;
  });
  const earlier = computed((): Earlier => {
    if (known.value) return "loading";
    if (!current.value.more) return "none";
    return progress.value === "idle" ? "there" : progress.value;
  });

  /** The page before all that there is; null where it did not come, or is of no use any more. */
  async function loadPage(): Promise<Known | "failed" | null> {
    const { anchor, messages: [first] } = current.peek();
    const before = first?.id ?? anchor;
    if (before === undefined) return null;
    const command = { type: "CHAT_HISTORY", room_id: deps.roomId, before } as const;
    const answer = await signalling.request(command);
    if (!answer.ok) return answer.isLost || isPassing(answer.error) ? "failed" : null;
    const page = ChatPage.safeParse(Reflect.get(Object(answer.body), "data"));
    return page.success && current.peek().anchor === anchor ? page.data : null;
  }

  function put({ messages, more }: Known): void {
    const { anchor, messages: after } = current.peek();
    loaded.value = { anchor, messages: [...messages, ...after], more };
  }

  /** From the new beginning back to what was known, or to where the server knows no more. */
  async function fill(): Promise<void> {
    if (isFilling) return;
    isFilling = true;
    for (let rest = known.peek(); rest; rest = known.peek()) {
      const { anchor } = current.peek();
      const page = current.peek().more ? await loadPage() : { messages: [], more: false };
      if (status.peek().kind === "ended") break;
      // It began anew meanwhile: then from there.
      if (current.peek().anchor !== anchor) continue;
      if (page === "failed") {
        await pause(clock, retryMs);
        continue;
      }
      const ids = new Set(rest.messages.map(({ id }) => id));
      const found = page?.messages ?? [];
      const missed = found.slice(found.findLastIndex(({ id }) => ids.has(id)) + 1);
      deps.onMissed(missed);
      if (page?.more && missed.length === found.length) put(page);
      else {
        put({ messages: [...rest.messages, ...missed], more: rest.more });
        known.value = null;
      }
    }
    isFilling = false;
  }

  let shown: Known | null = null;
  effect(() => {
    if (!view.value) return;
    const first = recent.value[0]?.id;
    const isNew = first !== undefined && !shown?.messages.some(({ id }) => id === first);
    // The server begins with what we do not know, and has more before it.
    const isHole = shown !== null && isNew && view.value.hasEarlier;
    // A second hole, before the first is filled: what was known is still what it was.
    if (isHole) known.value = known.peek() ?? shown;
    shown = { messages: messages.value, more: current.value.more };
    if (isHole) void fill();
  });

  return {
    messages,
    earlier,
    isWhole: computed(() => known.value === null),
    async loadEarlier() {
      if (earlier.peek() === "none" || earlier.peek() === "loading") return;
      progress.value = "loading";
      const page = await loadPage();
      progress.value = page === null || page === "failed" ? "failed" : "idle";
      if (page !== null && page !== "failed") put(page);
    },
  };
}
