// TURN over TLS from the real coturn: modern versions only, a certificate found where Caddy puts it,
// and taken over when it is renewed, without a restart.

import assert from "node:assert/strict";
import { systemClock } from "../../lib/server/clock.ts";
import { checkTurn } from "../../lib/server/turn/check.ts";
import { startTurnProcess, turnFor } from "../fakes/turn_process.ts";

const domain = "localhost";
const certDir = await Deno.makeTempDir();
const site = `${certDir}/acme-v02.api.letsencrypt.org-directory/${domain}`;
await Deno.mkdir(site, { recursive: true });
const firstCert = await makeCertificate();
const server = await startTurnProcess({
  COTURN_CERT_DIR: certDir,
  CONFLUX_DOMAIN: domain,
  COTURN_CERT_POLL_S: "0.1",
});
const url = `turns:${domain}:${server.tlsPort}?transport=tcp`;
Deno.test.afterAll(async () => {
  await server.close();
  await Deno.remove(certDir, { recursive: true });
});

/** Writes a new self-signed certificate where Caddy would, and returns it. */
async function makeCertificate(): Promise<string> {
  const options = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2
    -subj /CN=${domain} -addext subjectAltName=DNS:${domain} -addext basicConstraints=critical,CA:FALSE
    -keyout ${site}/${domain}.key -out ${site}/${domain}.crt`;
  const { success, stderr } = await new Deno.Command("openssl", { args: options.split(/\s+/) })
    .output();
  assert(success, new TextDecoder().decode(stderr));
  await Deno.chmod(`${site}/${domain}.key`, 0o600);
  return await Deno.readTextFile(`${site}/${domain}.crt`);
}

async function verdictWith(...caCerts: string[]): Promise<string | undefined> {
  const { config, turn } = turnFor([url]);
  return (await checkTurn(config, turn, systemClock, { caCerts }))[0]?.kind;
}

/** Whether coturn agrees on a cipher, in 2 s, with a client that speaks this version only. */
async function accepts(flag: string): Promise<boolean> {
  const address = `127.0.0.1:${server.tlsPort}`;
  const child = new Deno.Command("openssl", {
    args: ["s_client", "-connect", address, "-cipher", "ALL:@SECLEVEL=0", flag],
    stdin: "null",
    stdout: "piped",
    stderr: "null",
    signal: AbortSignal.timeout(2_000), // 4.6 leaves some refused clients without an answer.
  }).spawn();
  let said = "";
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    said += text;
    if (/Cipher is \S+/.test(said)) break;
  }
  try {
    child.kill();
  } catch {
    // It has ended by itself.
  }
  await child.status;
  return /Cipher is (?!\(NONE\))/.test(said);
}

Deno.test("[S14] TURN over TLS works with a certificate that the client trusts", async () => {
  assert.equal(await verdictWith(firstCert), "ok");
});

Deno.test("[P2] the self-test names a certificate that the client does not trust", async () => {
  assert.equal(await verdictWith(), "tls-failed");
});

Deno.test("[S14] TLS 1.2, and nothing older", async () => {
  const flags = ["-tls1", "-tls1_1", "-tls1_2"];
  assert.deepEqual(await Promise.all(flags.map(accepts)), [false, false, true]);
});

Deno.test("[S14] a renewed certificate is taken over without a restart", async () => {
  const renewed = await makeCertificate();
  await server.waitForLog(/took over the renewed certificate/);
  const deadline = Date.now() + 5_000;
  while (await verdictWith(renewed) !== "ok") assert(Date.now() < deadline, "coturn took it");
  assert.equal(await verdictWith(firstCert), "tls-failed");
});

Deno.test("[S14] coturn that follows a certificate ends when told to, and leaves nothing behind", async () => {
  // With the usual time between two looks: a sleep left behind would hold the output for minutes.
  const other = await startTurnProcess({ COTURN_CERT_DIR: certDir, CONFLUX_DOMAIN: domain });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve("still there after 30 s"), 30_000);
  });
  const outcome = await Promise.race([other.close().then(() => "ended"), tooLong]);
  clearTimeout(timer);
  assert.equal(outcome, "ended");
});
