// A site of somebody else, on another host than the app's: pages with the element of embed.js, and what
// they heard of it.

import type { Page } from "playwright-core";
import type { ConfluxAnswer, ConfluxCallElement, ConfluxEvents } from "../../../static/embed.d.ts";

/** What the page heard, in order. */
export interface Heard {
  readonly name: keyof ConfluxEvents;
  readonly detail: Record<string, unknown>;
}

export interface Portal {
  readonly origin: string;
  /** Serves this page at "/" from now on. */
  show(html: string): void;
  close(): Promise<void>;
}

export function openPortal(): Portal {
  let html = "";
  const site = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, () => {
    return new Response(html, { headers: { "content-type": "text/html" } });
  });
  return {
    origin: `http://127.0.0.1:${site.addr.port}`,
    show: (page) => void (html = page),
    close: () => site.shutdown(),
  };
}

/** The page of examples/, for this server and meeting; with `tag`, of another element than its own. */
export async function examplePage(
  { origin, meetingId, tag }: { origin: string; meetingId: string; tag?: string },
): Promise<string> {
  const page = await Deno.readTextFile(new URL("../../../examples/embed.html", import.meta.url));
  const parts = [`"http://localhost:8000/embed.js"`, `meeting="123456789"`];
  for (const part of parts) if (!page.includes(part)) throw new Error(`no ${part}`);
  const own = page.replace("http://localhost:8000", origin).replace("123456789", meetingId);
  return tag ? own.replace(/<conflux-call.*<\/conflux-call>/, tag) : own;
}

/**
 * Keeps what the page's element says. Runs in the page and in its frames, before their scripts; a frame says
 * whether it was clicked, as to look into it from outside counts for a click.
 */
export function listenToCall(): void {
  if (parent !== window) {
    const tell = () => parent.postMessage({ isClicked: navigator.userActivation.isActive }, "*");
    setInterval(tell, 200);
    return;
  }
  addEventListener("message", ({ data }) => {
    if ("isClicked" in data) Object.assign(globalThis, data);
  });
  const heard: Heard[] = [];
  Object.assign(globalThis, { heard });
  const names = [
    "joined",
    "left",
    "people",
    "speaking",
    "mic",
    "camera",
    "share",
    "error",
  ] as const;
  for (const name of names) {
    addEventListener(`conflux-${name}`, (event) => {
      if (event instanceof CustomEvent) {
        heard.push({ name: `conflux-${name}`, detail: event.detail });
      }
    });
  }
}

/** The frame's last click is as old as if there had been none. */
export function isClickStale(page: Page): Promise<boolean> {
  return page.evaluate(() => Reflect.get(globalThis, "isClicked") === false);
}

export function heardBy(page: Page): Promise<Heard[]> {
  return page.evaluate(() => (globalThis as unknown as { heard: Heard[] }).heard);
}

/** What an event said last, or null. */
export async function lastOf<Name extends keyof ConfluxEvents>(
  page: Page,
  name: Name,
): Promise<ConfluxEvents[Name] | null> {
  const last = (await heardBy(page)).findLast((one) => one.name === name);
  return (last?.detail ?? null) as ConfluxEvents[Name] | null;
}

/** Calls a method of the page's element. */
export function askCall(
  page: Page,
  [method, ...values]: ["leave"] | ["setMic" | "setCamera" | "setShare", boolean],
): Promise<ConfluxAnswer> {
  return page.evaluate(([method, isOn = false]) => {
    const call: ConfluxCallElement | null = document.querySelector("conflux-call");
    if (!call) throw new Error("there is no element");
    return method === "leave" ? call.leave() : call[method](isOn);
  }, [method, ...values] as const);
}
