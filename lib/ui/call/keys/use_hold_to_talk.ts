// Hold Space to talk: joins the key, the window's focus and the microphone to the decisions of
// hold_to_talk.ts. Space still presses what the keyboard went to. A release can get lost in many ways,
// so whatever says that the key may be up counts as one.

import { useEffect } from "preact/hooks";
import type { Call } from "../../../browser/call_api.ts";
import { type Hold, type HoldEvent, reduceHold } from "../../../shared/hold_to_talk.ts";
import { isSpace, mayBeSpace } from "./key_name.ts";
import { isMeantElsewhere } from "./use_shortcuts.ts";

export function useHoldToTalk(call: Call, isOn: boolean): void {
  useEffect(() => isOn ? watchSpace(call) : undefined, [call, isOn]);
}

/** After these a key may have been let go without a word: another window, a menu, a thing that is dragged. */
const losses = ["blur", "pagehide", "contextmenu", "dragstart", "visibilitychange"] as const;

/** Where a window loses the focus without an event, this notices. */
const focusPeriodMs = 250;

function watchSpace(call: Call): () => void {
  const { mic } = call.media;
  const listening = new AbortController();
  // Before anybody who may keep a key to himself.
  const options = { capture: true, signal: listening.signal };
  let hold: Hold = "up";
  let cameByKeyboard = false;
  let focusWatch: ReturnType<typeof setInterval> | undefined;

  function handle(event: HoldEvent): void {
    const [next, act] = reduceHold(hold, event);
    hold = next;
    if (act) void call.setMic(act === "mic-on");
    clearInterval(focusWatch);
    if (hold !== "up") {
      focusWatch = setInterval(() => document.hasFocus() || release(), focusPeriodMs);
    }
  }
  const release = () => handle({ kind: "release" });

  function handleDown(event: KeyboardEvent): void {
    // With Command down, macOS tells of no other key that is let go.
    if (event.metaKey || event.ctrlKey || event.altKey) return release();
    if (event.key === "Tab" || event.key?.startsWith("Arrow")) cameByKeyboard = true;
    if (isMeantElsewhere(event) || !isSpace(event)) return;
    const pressable = cameByKeyboard ? `${fields}, button, a` : fields;
    if (event.target instanceof Element && event.target.closest(pressable)) return;
    // Neither scrolls the page nor presses the button that was clicked last.
    event.preventDefault();
    // A key that came down elsewhere, or that was taken for released, talks with its next press only.
    if (!event.repeat) handle({ kind: "press", isMicOn: mic.peek().kind === "on" });
  }
  function handleUp(event: KeyboardEvent): void {
    if (hold === "up" || !mayBeSpace(event)) return;
    event.preventDefault();
    release();
  }

  const undo = mic.subscribe(({ kind }) => {
    // The microphone starts from "off": only going back there is somebody's doing.
    if (kind === "off" || kind === "failed") handle({ kind: "switched-off" });
  });
  addEventListener("keydown", handleDown, options);
  addEventListener("keyup", handleUp, options);
  addEventListener("pointerdown", () => void (cameByKeyboard = false), options);
  for (const loss of losses) addEventListener(loss, release, options);
  return () => {
    listening.abort();
    undo();
    release();
  };
}

/** Where Space has a meaning of its own however one got there. */
const fields = "input, summary, [tabindex='0']";
