// `deno task turn`: the product's coturn on loopback, for developing with relayed calls. Prepares the
// settings only; turn/entrypoint.sh does the rest, as in the container. Needs coturn installed.

const port = Deno.env.get("COTURN_PORT") || "3478";
const given = Deno.env.get("COTURN_SECRET");
const secret = given || btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(48))));

const urls = ["udp", "tcp"].map((transport) => `turn:127.0.0.1:${port}?transport=${transport}`);
console.log(`TURN for development, on 127.0.0.1:${port} only. Start the app with:\n`);
if (!given) console.log(`  export COTURN_SECRET='${secret}'`);
console.log(`  export COTURN_URLS='${urls.join(",")}'\n  deno task start\n`);

const child = new Deno.Command("sh", {
  args: [new URL("entrypoint.sh", import.meta.url).pathname],
  env: { COTURN_MODE: "development", COTURN_SECRET: secret, COTURN_PORT: port },
}).spawn();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.addSignalListener(signal, () => child.kill("SIGTERM"));
}
Deno.exit((await child.status).code);
