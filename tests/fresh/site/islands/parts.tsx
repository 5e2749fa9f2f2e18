import { used } from "../lib/quiet/index.ts";
import { useId, useState } from "preact/hooks";

export function Note({ text }: { text: string }) {
  const id = useId();
  const [isOn, setOn] = useState(false);
  return (
    <>
      <button type="button" id={id} class={used} onClick={() => setOn(true)}>
        {text} {isOn ? "on" : "off"}
      </button>
      {isOn && (
        <b>
          {text} is on <img alt="" src="/sub/icon.svg?size=2" />
        </b>
      )}
    </>
  );
}
