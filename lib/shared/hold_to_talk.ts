// Holding a key to talk: the microphone is on while it is held, unless somebody switches it off
// meanwhile; then it stays off until the next press. Pure; knows no keys and no devices.

export type Hold =
  | "up"
  /** Held, and the microphone is on because of it. */
  | "talking"
  /** Held, but there is nothing to undo: it was on before, or was switched off meanwhile. */
  | "spent";

export type HoldEvent =
  | { readonly kind: "press"; readonly isMicOn: boolean }
  | { readonly kind: "release" }
  /** The microphone went off by another hand: a host's, or the person's own. */
  | { readonly kind: "switched-off" };

/** What happens to the microphone, if anything. */
export type HoldAct = "mic-on" | "mic-off" | null;

/** The next state and what is to be done; a repeated press changes nothing. */
export function reduceHold(hold: Hold, event: HoldEvent): readonly [Hold, HoldAct] {
  switch (event.kind) {
    case "press":
      if (hold !== "up") return [hold, null];
      return event.isMicOn ? ["spent", null] : ["talking", "mic-on"];
    case "release":
      return ["up", hold === "talking" ? "mic-off" : null];
    case "switched-off":
      return [hold === "talking" ? "spent" : hold, null];
  }
}
