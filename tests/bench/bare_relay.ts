// What ConFlux is measured against: a server that does nothing but hand a JSON message to one member
// of the same room, parsed and written again. No tokens, schemas, limits, logs or numbers.

interface Message {
  readonly type: "JOIN_MEETING" | "SIGNAL";
  readonly room_id: string;
  readonly muid: string;
  readonly to: string;
  readonly payload: unknown;
}

const rooms = new Map<string, Map<string, WebSocket>>();

function serveSocket(socket: WebSocket): void {
  let self = "";
  let room = new Map<string, WebSocket>();
  socket.onmessage = ({ data }) => {
    const message: Message = JSON.parse(data);
    if (message.type === "SIGNAL") {
      const { to, payload } = message;
      room.get(to)?.send(JSON.stringify({ type: "SIGNAL", from: self, payload }));
      return;
    }
    self = message.muid;
    room = rooms.get(message.room_id) ?? room;
    rooms.set(message.room_id, room.set(self, socket));
    socket.send(JSON.stringify({ type: "RES_JOIN_MEETING", code: 0, data: [...room.keys()] }));
  };
  socket.onclose = () => room.delete(self);
}

Deno.serve({ port: Number(Deno.env.get("PORT")), hostname: "127.0.0.1" }, (request) => {
  if (request.headers.get("upgrade") !== "websocket") return new Response("bare relay");
  const { socket, response } = Deno.upgradeWebSocket(request, { idleTimeout: 30 });
  serveSocket(socket);
  return response;
});
