import { computed, signal, useSignal } from "@preact/signals";
import { asset, IS_BROWSER } from "fresh/runtime";
import { useContext, useId } from "preact/hooks";
import type { State } from "../state.ts";
import { Words } from "../words.ts";
import { Note } from "./parts.tsx";

const clicks = signal(0);
const doubled = computed(() => clicks.value * 2);

export default function Counter({ start, text }: { start: number; text: string }) {
  const count = useSignal(start);
  const typed = useSignal("");
  const loaded = useSignal<State["title"]>("not loaded");
  const words = useContext(Words);
  const id = useId();
  const grow = async () => {
    count.value++;
    clicks.value++;
    loaded.value = (await import("../lib/later.ts")).later();
  };
  return (
    <>
      <button type="button" id={id} onClick={grow}>{text}: {count}</button>
      <input
        name="typed"
        value={typed}
        onInput={(event) => typed.value = event.currentTarget.value}
      />
      <output for={id}>{doubled} {loaded}</output>
      <small>{IS_BROWSER ? "in a browser" : "on the server"}, {words}</small>
      <Note text="inside" />
      {count.value > start && <img alt="" src={asset("/sub/icon.svg")} />}
    </>
  );
}
