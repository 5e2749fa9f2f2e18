// `deno task admin`: what an operator asks of a running server, over its own address and with the token of
// the settings (CONFLUX_ADMIN_TOKEN). Prints for people; exits with 1 where the server says no.

import * as z from "zod/mini";

const usage = `deno task admin [--server URL] COMMAND

  rooms          the meetings that are open on this server
  end NUMBER     ends a meeting for everybody
  drain          takes no new meetings and nobody new from now on; /readyz says so
  drain --wait   the same, and waits until the last one has left
  drain --off    takes new ones again

URL is http://127.0.0.1:8000 unless it is given, or PORT is. CONFLUX_ADMIN_TOKEN is that of the server.`;

/** How often the server is asked whether somebody is left, in ms. */
const pollMs = 2_000;

const Room = z.object({
  id: z.string(),
  people: z.number(),
  here: z.number(),
  waiting: z.number(),
  created_at: z.number(),
});
const Rooms = z.object({
  data: z.object({ node: z.string(), draining: z.boolean(), rooms: z.array(Room) }),
});
const Drained = z.object({ data: z.object({ draining: z.boolean(), people: z.number() }) });
const Refused = z.object({ msg: z.string() });

function fail(why: string): never {
  console.error(why);
  Deno.exit(1);
}

function serverUrl(args: string[]): string {
  const at = args.indexOf("--server");
  if (at === -1) return `http://127.0.0.1:${Deno.env.get("PORT") || "8000"}`;
  const [, url = ""] = args.splice(at, 2);
  return URL.parse(url)?.origin ?? fail(`Not a URL: ${url}`);
}

const args = [...Deno.args];
const server = serverUrl(args);
const token = Deno.env.get("CONFLUX_ADMIN_TOKEN") ?? "";

async function ask(method: string, path: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${server}/admin/${path}`, { method, headers }).catch(() => null);
  if (!answer) fail(`No answer from ${server}.`);
  const body: unknown = await answer.json().catch(() => null);
  if (answer.ok) return body;
  if (answer.status === 404 && !path.startsWith("rooms/")) {
    fail("This server has no CONFLUX_ADMIN_TOKEN.");
  }
  if (answer.status === 401) fail("CONFLUX_ADMIN_TOKEN is not that of the server.");
  const said = Refused.safeParse(body);
  fail(said.success ? said.data.msg : `The server answered ${answer.status}.`);
}

async function showRooms(): Promise<void> {
  const { node, draining, rooms } = Rooms.parse(await ask("GET", "rooms")).data;
  console.log(`Server ${node}${draining ? ", takes nobody new" : ""}: ${rooms.length} open`);
  const columns = ["meeting", "people", "here", "waiting", "made"];
  const lines = rooms.map(({ id, people, here, waiting, created_at }) =>
    [id, people, here, waiting, new Date(created_at).toISOString().slice(0, 16) + "Z"].map(String)
  );
  const widths = columns.map((name, i) =>
    Math.max(name.length, ...lines.map((line) => line[i]?.length ?? 0))
  );
  for (const line of rooms.length > 0 ? [columns, ...lines] : []) {
    console.log(line.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("  ").trimEnd());
  }
}

async function drain(how: string | undefined): Promise<void> {
  if (how === "--off") {
    await ask("DELETE", "drain");
    console.log("Takes new ones again.");
    return;
  }
  for (;;) {
    const { people } = Drained.parse(await ask("POST", "drain")).data;
    console.log(people === 0 ? "Nobody is left." : `Takes nobody new; ${people} still in.`);
    if (how !== "--wait" || people === 0) return;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

const [command, argument, ...more] = args;
if (more.length > 0) fail(usage);
if (command === "rooms" && !argument) await showRooms();
else if (command === "end" && argument && /^[\d -]+$/.test(argument)) {
  await ask("DELETE", `rooms/${argument.replace(/\D/g, "")}`);
  console.log(`Meeting ${argument} has ended.`);
} else if (command === "drain" && (!argument || ["--wait", "--off"].includes(argument))) {
  await drain(argument);
} else fail(usage);
