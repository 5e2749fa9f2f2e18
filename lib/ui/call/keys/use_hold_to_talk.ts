// Hold Space to talk: joins the key, the window's focus and the microphone to the decisions of
// hold_to_talk.ts. Space still presses what the keyboard went to.

import { useEffect } from "preact/hooks";
import type { Call } from "../../../browser/call_api.ts";
import { type Hold, type HoldEvent, reduceHold } from "../../../shared/hold_to_talk.ts";
import { isMeantElsewhere } from "./use_shortcuts.ts";

export function useHoldToTalk(call: Call, isOn: boolean): void {
  useEffect(() => isOn ? watchSpace(call) : undefined, [call, isOn]);
}

function watchSpace(call: Call): () => void {
  const { mic } = call.media;
  let hold: Hold = "up";
  let cameByKeyboard = false;

  function handle(event: HoldEvent): void {
    const [next, act] = reduceHold(hold, event);
    hold = next;
    if (act) void call.setMic(act === "mic-on");
  }
  function handleDown(event: KeyboardEvent): void {
    if (event.key === "Tab" || event.key.startsWith("Arrow")) cameByKeyboard = true;
    if (event.key !== " " || isMeantElsewhere(event)) return;
    const pressable = cameByKeyboard ? `${fields}, button, a` : fields;
    if (event.target instanceof Element && event.target.closest(pressable)) return;
    // Neither scrolls the page nor presses the button that was clicked last.
    event.preventDefault();
    handle({ kind: "press", isMicOn: mic.peek().kind === "on" });
  }
  function handleUp(event: KeyboardEvent): void {
    if (event.key !== " " || hold === "up") return;
    event.preventDefault();
    handle({ kind: "release" });
  }

  const handlePointer = () => void (cameByKeyboard = false);
  // A key that is let go in another window is let go unseen.
  const release = () => handle({ kind: "release" });
  const undo = mic.subscribe(({ kind }) => {
    // The microphone starts from "off": only going back there is somebody's doing.
    if (kind === "off" || kind === "failed") handle({ kind: "switched-off" });
  });
  document.addEventListener("keydown", handleDown);
  document.addEventListener("keyup", handleUp);
  document.addEventListener("pointerdown", handlePointer);
  addEventListener("blur", release);
  return () => {
    document.removeEventListener("keydown", handleDown);
    document.removeEventListener("keyup", handleUp);
    document.removeEventListener("pointerdown", handlePointer);
    removeEventListener("blur", release);
    undo();
    release();
  };
}

/** Where Space has a meaning of its own however one got there. */
const fields = "input, summary, [tabindex='0']";
