// The production server's own door: TCP connections and HTTP by Node's server, sockets by `ws`, as
// Deno.serve has no limit on connections, on the time a request may take, and on the size of a frame
// (docs/decisions/0026). Knows nothing of what is served.

export { listen, type Listener, type ListenOptions } from "./listener.ts";
