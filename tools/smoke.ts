// Starts a command that serves ConFlux, as a reader of the README would, and waits until the landing
// page and the socket work. Usage: deno run -A tools/smoke.ts <command…>

const port = 8765;
const origin = `http://localhost:${port}`;
const deadlineMs = 120_000;

async function landingPage(): Promise<string | null> {
  try {
    const response = await fetch(origin, { headers: { accept: "text/html" } });
    const text = await response.text();
    return response.ok ? text : null;
  } catch {
    // Nobody listens yet.
    return null;
  }
}

async function waitForPage(): Promise<string> {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    const page = await landingPage();
    if (page) return page;
    if (Date.now() > deadline) throw new Error(`no page at ${origin} in ${deadlineMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Asks the socket for a PONG, with a token as a page has it. */
async function pong(): Promise<string> {
  const { token } = await (await fetch(`${origin}/config/${crypto.randomUUID()}`)).json();
  const socket = new WebSocket(`${origin.replace("http", "ws")}/peer_signal`);
  try {
    return await new Promise((resolve, reject) => {
      socket.onopen = () => socket.send(JSON.stringify({ type: "PING", token }));
      socket.onmessage = ({ data }) => resolve(String(data));
      socket.onclose = ({ code }) => reject(new Error(`the socket closed with ${code}`));
    });
  } finally {
    socket.close();
  }
}

/** A process and everything it started, children first. */
async function family(pid: number): Promise<number[]> {
  const path = `/proc/${pid}/task/${pid}/children`;
  const children = (await Deno.readTextFile(path)).trim().split(" ").filter(Boolean).map(Number);
  return [...(await Promise.all(children.map(family))).flat(), pid];
}

const [program = "", ...args] = Deno.args;
const child = new Deno.Command(program, { args, env: { PORT: String(port) } }).spawn();
try {
  const page = await waitForPage();
  if (!page.includes("ConFlux")) throw new Error("the landing page is not ours");
  const answer = await pong();
  if (JSON.parse(answer).type !== "PONG") throw new Error(`the socket said ${answer}`);
  console.log("The landing page answers and the socket works.");
} finally {
  // Not SIGTERM: a watcher outlives the end of what it watches.
  for (const pid of await family(child.pid)) Deno.kill(pid, "SIGKILL");
  await child.status;
}
