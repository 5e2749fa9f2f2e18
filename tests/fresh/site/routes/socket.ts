import { define } from "../state.ts";

export const handler = define.handlers({
  GET(ctx) {
    const { socket, response } = ctx.upgrade({ idleTimeout: 5 });
    socket.onmessage = ({ data }) => socket.send(`${ctx.state.trace.join()} ${data}`);
    return response;
  },
});
