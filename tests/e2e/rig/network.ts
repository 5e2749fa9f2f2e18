// The network of the namespace the test runs in: loses packets on purpose, or looks as if it led
// somewhere. Never in the machine's own network, where there are other interfaces.

/** Loses this share of all UDP packets, which is media and nothing else, until the next call. */
export async function losePackets(share: number): Promise<void> {
  await run("iptables", "-F", "INPUT");
  if (share === 0) return;
  const rule = ["-A", "INPUT", "-i", "lo", "-p", "udp", "-j", "DROP"];
  const chance = ["-m", "statistic", "--mode", "random", "--probability", String(share)];
  await run("iptables", ...rule, ...(share < 1 ? chance : []));
}

/**
 * Gives the loopback an address and a default route: Firefox gathers nothing where the system names
 * no address for the way out, and nothing over 127.0.0.1. Undone at the end.
 */
export async function openWayOut(): Promise<AsyncDisposable> {
  await run("ip", "address", "add", `${address}/32`, "dev", "lo");
  await run("ip", "route", "add", "default", "dev", "lo", "src", address);
  return {
    async [Symbol.asyncDispose]() {
      // Takes the route along.
      await run("ip", "address", "del", `${address}/32`, "dev", "lo");
    },
  };
}

/** Nobody's, and nowhere but in the namespace. */
const address = "10.77.0.1";

async function run(program: string, ...args: string[]): Promise<void> {
  const names = Deno.networkInterfaces().map(({ name }) => name);
  if (names.some((name) => name !== "lo")) throw new Error("Run it by tests/lab/loopback.sh");
  const { success, stderr } = await new Deno.Command(`/usr/sbin/${program}`, { args }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}
