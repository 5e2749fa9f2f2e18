// Serves the bare grid page and hands its messages on: to one in the room, or to all of them who came
// before. Nothing else; what ConFlux's call is measured against.

interface Message {
  readonly room: string;
  readonly id: string;
  /** Whom it is for; absent on the way in. */
  readonly to?: string;
}

const rooms = new Map<string, Map<string, WebSocket>>();
const page = await Deno.readTextFile(new URL("./grid.html", import.meta.url));

function serveSocket(socket: WebSocket): void {
  let leave = () => {};
  socket.onmessage = ({ data }) => {
    const { room: name, id, to }: Message = JSON.parse(data);
    const room = rooms.get(name) ?? new Map<string, WebSocket>();
    if (to !== undefined) return room.get(to)?.send(data);
    // Who comes later makes the offers, so no two cross.
    socket.send(JSON.stringify({ present: [...room.keys()] }));
    rooms.set(name, room.set(id, socket));
    leave = () => room.delete(id);
  };
  socket.onclose = () => leave();
}

Deno.serve({ port: Number(Deno.env.get("PORT")), hostname: "127.0.0.1" }, (request) => {
  if (request.headers.get("upgrade") !== "websocket") {
    return new Response(page, { headers: { "content-type": "text/html" } });
  }
  const { socket, response } = Deno.upgradeWebSocket(request);
  serveSocket(socket);
  return response;
});
