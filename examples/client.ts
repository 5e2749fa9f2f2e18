// A participant without a browser: joins a meeting, says what chat says, writes one line, and leaves. Written
// from docs/PROTOCOL.md alone, it needs nothing of ConFlux and nothing but Deno.
//
//   deno run --allow-net examples/client.ts https://meet.example.org/j/123456789 Robot "Hello"
//
// It has no media and answers no offers: the others see its name, and no picture. It leaves at Ctrl+C, or
// after `--seconds N`.

// deno-lint-ignore no-explicit-any -- frames are read field by field.
type Frame = any;

const seconds = Deno.args.indexOf("--seconds");
const [, limit] = seconds < 0 ? [] : Deno.args.splice(seconds, 2);
const [link = "", name = "Robot", line = ""] = Deno.args;
const url = URL.parse(link);
const roomId = /\/(?:j|room)\/(\d{9})$/.exec(url?.pathname ?? "")?.[1];
if (!url || !roomId) {
  console.error("usage: client.ts LINK [NAME] [TEXT] [--seconds N]");
  Deno.exit(2);
}

// The user id is a secret of whoever we are; one that is kept would make us the same user next time.
const userId = crypto.randomUUID();
const muid = crypto.randomUUID();
let { token, TOKEN_EXPIRES_AT: expiresAt } = await getConfig();

async function getConfig(): Promise<{ token: string; TOKEN_EXPIRES_AT: number }> {
  const answer = await fetch(new URL(`/config/${userId}`, url?.origin));
  const body: Frame = await answer.json();
  if (!answer.ok) throw new Error(body.msg);
  return body;
}

const socket = new WebSocket(new URL("/peer_signal", url.origin.replace(/^http/, "ws")));
const names = new Map<string, string>();
let requests = 0;

function send(type: string, fields: Record<string, unknown> = {}): void {
  const request = { type, room_id: roomId, token, request_id: String(++requests), ...fields };
  socket.send(JSON.stringify(request));
}

function join(): void {
  // A key in the fragment of the link lets us in where a meeting asks for its link.
  const linkKey = /[#&]link=([\w-]{22})/.exec(url?.hash ?? "")?.[1];
  send("JOIN_MEETING", { muid, name, ...(linkKey ? { link_key: linkKey } : {}) });
}

function handle(frame: Frame): void {
  switch (frame.type) {
    case "LOBBY_WAITING":
      return console.log("Waiting to be let in");
    case "RES_JOIN_MEETING":
      if (frame.code !== 0) return end(1, frame.message);
      console.log(`Joined "${frame.data.title}" as ${frame.self.role}`);
      follow(frame.data.participants);
      if (line) send("CHAT", { text: line });
      return;
    case "USER_UPDATE":
      return follow(frame.data.participants);
    case "CHAT":
      return console.log(`${frame.data.name}: ${frame.data.text}`);
    case "FINISH_MEETING":
      return end(0, "The meeting is over");
    case "RES_LEAVE_MEETING":
      return end(0, "Left");
    case "ERROR":
      return console.error(frame.message);
  }
}

/** Says who came and who went; the roster is always whole. */
function follow(people: Frame[]): void {
  const now = new Map<string, string>(people.map((one) => [one.muid, one.name]));
  for (const [id, who] of now) if (!names.has(id) && id !== muid) console.log(`+ ${who}`);
  for (const [id, who] of names) if (!now.has(id)) console.log(`- ${who}`);
  names.clear();
  for (const [id, who] of now) names.set(id, who);
}

/** Shows that we are there, and renews the token at half its life (P3). */
const beat = setInterval(async () => {
  if (expiresAt - Date.now() < 30 * 60_000) {
    ({ token, TOKEN_EXPIRES_AT: expiresAt } = await getConfig());
  }
  send("PING");
}, 20_000);

function end(code: number, why: string): void {
  (code === 0 ? console.log : console.error)(why);
  clearInterval(beat);
  socket.close();
  Deno.exit(code);
}

socket.onopen = join;
socket.onmessage = ({ data }) => handle(JSON.parse(data));
socket.onclose = ({ code }) => end(1, `The server closed the connection (${code})`);
Deno.addSignalListener("SIGINT", () => send("LEAVE_MEETING"));
if (limit) setTimeout(() => send("LEAVE_MEETING"), Number(limit) * 1_000);
