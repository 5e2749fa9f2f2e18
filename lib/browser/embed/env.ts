// The real window behind the ports.

import type { EmbedEnv, EmbedPort } from "./ports.ts";

/** Call it in a browser only. */
export function createEmbedEnv(): EmbedEnv {
  return {
    ownOrigin: location.origin,
    onHello(handle) {
      const listen = ({ source, origin, data, ports: [port] }: MessageEvent<unknown>) => {
        // Other windows, our own and frames beside us among them, have nothing to say here.
        if (parent === window || source !== parent || !port) return;
        handle({ origin, data, port: wrap(port) });
      };
      addEventListener("message", listen);
      return () => removeEventListener("message", listen);
    },
    wasClicked() {
      // Firefox before 120 and Safari before 16.4 have none.
      const activation: UserActivation | undefined = navigator.userActivation;
      return activation?.isActive ?? null;
    },
  };
}

function wrap(port: MessagePort): EmbedPort {
  return {
    post: (message) => port.postMessage(message),
    listen(handle) {
      port.onmessage = ({ data }: MessageEvent<unknown>) => handle(data);
    },
    close: () => port.close(),
  };
}
