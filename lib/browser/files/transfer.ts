// One file on its way to or from one person, as two pure state machines: what was said and done in, the
// next state and what is to be done out. Knows no channel, no hash and no clock.

import type { FileCommand, ReceiverCommand, SenderCommand } from "./wire.ts";

/** Where one file on its way to or from one person stands. */
export type TransferState =
  /** The receiver has not answered yet. */
  | { readonly kind: "offered" }
  | { readonly kind: "moving"; readonly bytes: number }
  /** Everything was sent; the receiver makes sure of it. */
  | { readonly kind: "checking" }
  /** Complete and right; `url` is where a receiver saves it from, until it is forgotten. */
  | { readonly kind: "done"; readonly url: string | null }
  | { readonly kind: "declined" }
  | { readonly kind: "stopped"; readonly isByUs: boolean }
  | { readonly kind: "failed"; readonly why: "lost" | "damaged" | "unreadable" };

interface FileFacts {
  readonly id: number;
  /** What was offered, in bytes. */
  readonly size: number;
}

export type SendEvent =
  | { readonly type: "told"; readonly command: ReceiverCommand }
  | { readonly type: "stop" }
  /** So many more bytes were given to the channel. */
  | { readonly type: "sent"; readonly bytes: number }
  | { readonly type: "read"; readonly sha256: string }
  /** The file changed, or cannot be read any more. */
  | { readonly type: "unreadable" }
  | { readonly type: "lost" };

export type SendEffect =
  | { readonly type: "tell"; readonly command: FileCommand }
  | { readonly type: "read" };

export type ReceiveEvent =
  | { readonly type: "told"; readonly command: Exclude<SenderCommand, { type: "offer" }> }
  | { readonly type: "accept" }
  | { readonly type: "stop" }
  | { readonly type: "chunk"; readonly content: Uint8Array<ArrayBuffer> }
  /** The bytes were compared; `url` is where they can be saved from, null where they are wrong. */
  | { readonly type: "checked"; readonly url: string | null }
  | { readonly type: "lost" };

export type ReceiveEffect =
  | { readonly type: "tell"; readonly command: FileCommand }
  | { readonly type: "keep"; readonly content: Uint8Array<ArrayBuffer> }
  | { readonly type: "check"; readonly sha256: string }
  /** Forget what was kept. */
  | { readonly type: "drop" };

type Step<Effect> = readonly [TransferState, readonly Effect[]];

/** True where nothing more can happen. */
export function isOver({ kind }: TransferState): boolean {
  return kind !== "offered" && kind !== "moving" && kind !== "checking";
}

/** The next step of the sender of an offered file. */
export function reduceSend(
  state: TransferState,
  event: SendEvent,
  { id, size }: FileFacts,
): Step<SendEffect> {
  if (isOver(state)) return [state, []];
  const cancel: SendEffect = { type: "tell", command: { type: "cancel", id } };
  switch (event.type) {
    case "told":
      return reduceAnswer(state, event.command);
    case "stop":
      return [{ kind: "stopped", isByUs: true }, [cancel]];
    case "sent":
      if (state.kind !== "moving") return [state, []];
      return [{ kind: "moving", bytes: state.bytes + event.bytes }, []];
    case "read": {
      if (state.kind !== "moving") return [state, []];
      if (state.bytes !== size) return [{ kind: "failed", why: "unreadable" }, [cancel]];
      const { sha256 } = event;
      return [{ kind: "checking" }, [{ type: "tell", command: { type: "end", id, sha256 } }]];
    }
    case "unreadable":
      return [{ kind: "failed", why: "unreadable" }, [cancel]];
    case "lost":
      return [{ kind: "failed", why: "lost" }, []];
    default:
      return event satisfies never;
  }
}

function reduceAnswer(state: TransferState, command: ReceiverCommand): Step<SendEffect> {
  switch (command.type) {
    case "accept":
      // Said twice it begins once.
      if (state.kind !== "offered") return [state, []];
      return [{ kind: "moving", bytes: 0 }, [{ type: "read" }]];
    case "decline":
      if (state.kind === "offered") return [{ kind: "declined" }, []];
      return [{ kind: "stopped", isByUs: false }, []];
    case "done":
      if (!command.ok && state.kind !== "offered") return [{ kind: "failed", why: "damaged" }, []];
      if (!command.ok || state.kind !== "checking") return [state, []];
      return [{ kind: "done", url: null }, []];
    default:
      return command satisfies never;
  }
}

/** The next step of the receiver of an offered file. Nothing is kept before `accept`. */
export function reduceReceive(
  state: TransferState,
  event: ReceiveEvent,
  { id, size }: FileFacts,
): Step<ReceiveEffect> {
  if (isOver(state)) return [state, []];
  const tell = (command: ReceiverCommand): ReceiveEffect => ({ type: "tell", command });
  const damaged: Step<ReceiveEffect> = [
    { kind: "failed", why: "damaged" },
    [tell({ type: "done", id, ok: false }), { type: "drop" }],
  ];
  switch (event.type) {
    case "told":
      if (event.command.type === "cancel") {
        return [{ kind: "stopped", isByUs: false }, [{ type: "drop" }]];
      }
      if (state.kind !== "moving") return [state, []];
      if (state.bytes !== size) return damaged;
      return [{ kind: "checking" }, [{ type: "check", sha256: event.command.sha256 }]];
    case "accept":
      if (state.kind !== "offered") return [state, []];
      return [{ kind: "moving", bytes: 0 }, [tell({ type: "accept", id })]];
    case "stop": {
      const ended: TransferState = state.kind === "offered"
        ? { kind: "declined" }
        : { kind: "stopped", isByUs: true };
      return [ended, [tell({ type: "decline", id }), { type: "drop" }]];
    }
    case "chunk": {
      if (state.kind !== "moving") return [state, []];
      const bytes = state.bytes + event.content.length;
      // More than was agreed to is not kept, not even for a moment.
      if (bytes > size) return damaged;
      return [{ kind: "moving", bytes }, [{ type: "keep", content: event.content }]];
    }
    case "checked":
      if (state.kind !== "checking") return [state, []];
      if (event.url === null) return damaged;
      return [{ kind: "done", url: event.url }, [tell({ type: "done", id, ok: true })]];
    case "lost":
      return [{ kind: "failed", why: "lost" }, [{ type: "drop" }]];
    default:
      return event satisfies never;
  }
}
