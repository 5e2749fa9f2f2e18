// The words between the page around ours and us (docs/EMBED.md): what comes in, as schemas, and what goes
// out, as types. static/embed.js speaks the other side.

import * as z from "zod/mini";
import type { ErrorId } from "../../shared/errors.ts";
import type { Role } from "../../shared/protocol/mod.ts";
import type { MediaFailure } from "../devices.ts";
import type { EndReason } from "../signalling/mod.ts";

export const embedVersion = 1;

/** Comes to the window, with a port; everything after it goes over that. */
export const Hello = z.object({
  conflux: z.literal("hello"),
  version: z.literal(embedVersion),
});

const id = z.number();
const switched = (name: "mic" | "camera" | "share") =>
  z.object({ id, command: z.literal(name), isOn: z.boolean() });

export const Command = z.discriminatedUnion("command", [
  switched("mic"),
  switched("camera"),
  switched("share"),
  z.object({ id, command: z.literal("leave") }),
  z.object({
    id,
    command: z.literal("theme"),
    theme: z.enum(["light", "dark", "auto"]),
  }),
]);
export type Command = z.infer<typeof Command>;

/** All that a message needs to be answered. */
export const Asked = z.object({ id });

/** Why a command came to nothing. */
export type Why =
  | MediaFailure
  | "unknown-command"
  | "not-in-call"
  | "needs-click"
  | "unsupported"
  | "dismissed"
  | "busy"
  | ErrorId;

export type Answer =
  | { readonly done: true }
  | { readonly done: false; readonly reason: Why; readonly message: string };

export interface EmbedPerson {
  readonly muid: string;
  readonly name: string;
  readonly role: Role;
}

interface DeviceDetail {
  readonly isOn: boolean;
  /** Why it gives nothing, where it was wanted. */
  readonly failure?: MediaFailure;
}

/** The events, by name: what each says. */
export interface EmbedEvents {
  readonly joined: EmbedPerson & { readonly meeting: string };
  readonly left: {
    readonly meeting: string;
    readonly reason: Exclude<EndReason["kind"], "refused"> | "lost";
  };
  readonly people: {
    readonly count: number;
    /** The own one among them. */
    readonly muid: string;
    readonly people: readonly EmbedPerson[];
  };
  readonly speaking: { readonly muids: readonly string[] };
  readonly mic: DeviceDetail;
  readonly camera: DeviceDetail;
  readonly share: { readonly isOn: boolean };
  readonly error: { readonly error: ErrorId; readonly message: string };
}

/** What goes out over the port. */
export type Outgoing =
  | { readonly type: "welcome"; readonly version: typeof embedVersion }
  | { readonly type: "answer"; readonly id: number; readonly answer: Answer }
  | {
    [Name in keyof EmbedEvents]: {
      readonly type: "event";
      readonly event: Name;
      readonly detail: EmbedEvents[Name];
    };
  }[keyof EmbedEvents];
