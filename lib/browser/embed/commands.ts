// Does what the page around ours asks for, and says what came of it. It can do no more than the person at
// the buttons; what a browser gives for a click in our page only, it cannot have.

import type { Call, Client, Notice } from "../call_api.ts";
import type { DeviceState } from "../devices.ts";
import { within } from "../patience.ts";
import type { Clock } from "../ports.ts";
import { isOver } from "./events.ts";
import type { Answer, Command, Why } from "./messages.ts";
import type { EmbedEnv } from "./ports.ts";

export interface CommandDeps {
  readonly client: Pick<Client, "current" | "wish">;
  readonly env: Pick<EmbedEnv, "wasClicked">;
  readonly clock: Clock;
}

const done: Answer = { done: true };
/** So long a server may take to agree to a shared screen. */
const agreeLimitMs = 10_000;

/** For whoever writes the page around ours, not for the person. */
const sentences: Partial<Record<Why, string>> = {
  "not-in-call": "There is no call now.",
  "needs-click": "The browser lets a screen be shared only after a click inside the frame: " +
    "the person has to use the button in the call.",
  "unsupported": "This browser cannot share a screen.",
  "dismissed": "Nothing was chosen, or the server did not agree in time.",
  "busy": "Somebody else shares a screen.",
  "denied": "The person, or a setting of the browser, said no.",
  "denied-by-system": "The operating system said no.",
  "not-found": "There is no such device.",
  "blocked-by-frame": "The frame does not hand this on: its allow attribute lacks it.",
  "blocked-by-server": "A Permissions-Policy header forbids it.",
  "in-use": "Another program has the device.",
  "insecure": "Without https there are no devices.",
};

/** The refusal for this reason. */
export function refuse(reason: Why): Answer {
  return { done: false, reason, message: sentences[reason] ?? reason };
}

/** Does it. */
export async function runCommand(deps: CommandDeps, command: Command): Promise<Answer> {
  const { client } = deps;
  const { media = null, call = null } = client.current.peek() ?? {};
  switch (command.command) {
    case "theme":
      client.wish({ theme: command.theme === "auto" ? "system" : command.theme });
      return done;
    case "mic":
    case "camera": {
      if (!media || isOver(call?.status.peek())) return refuse("not-in-call");
      const isMic = command.command === "mic";
      await (isMic ? media.setMic(command.isOn) : media.setCamera(command.isOn));
      return judge((isMic ? media.mic : media.camera).peek(), command.isOn);
    }
    case "share":
      return isIn(call) ? await share(deps, call, command.isOn) : refuse("not-in-call");
    case "leave":
      if (!call || call.status.peek().kind === "ended") return refuse("not-in-call");
      // Answered before its end is known: the page goes elsewhere at once.
      void call.leave();
      return done;
  }
}

function isIn(call: Call | null): call is Call {
  const kind = call?.status.peek().kind;
  return kind === "joined" || kind === "reconnecting";
}

function judge(state: DeviceState, isWanted: boolean): Answer {
  if ((state.kind === "on") === isWanted) return done;
  return refuse(state.kind === "failed" ? state.failure : "dismissed");
}

async function share({ env, clock }: CommandDeps, call: Call, isOn: boolean): Promise<Answer> {
  if (!isOn || call.screen.peek()) {
    await call.setScreen(isOn);
    return done;
  }
  if (!call.canShareScreen) return refuse("unsupported");
  if (env.wasClicked() === false) return refuse("needs-click");
  let why: Why | null = null;
  let agreed = () => {};
  const answered = new Promise<void>((resolve) => agreed = resolve);
  const undo = [
    call.onNotice((notice) => {
      why = whyOf(notice) ?? why;
      if (why) agreed();
    }),
    call.screen.subscribe((stream) => stream && agreed()),
  ];
  await call.setScreen(true);
  await within(clock, agreeLimitMs, answered);
  for (const off of undo) off();
  return call.screen.peek() ? done : refuse(why ?? "dismissed");
}

function whyOf(notice: Notice): Why | null {
  if (notice.kind === "screen-busy") return "busy";
  if (notice.kind === "screen-refused") return notice.error;
  return notice.kind === "screen-failed" ? notice.failure : null;
}
