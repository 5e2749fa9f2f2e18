// Real reverse proxies for tests, each as a process of its own on a free port of loopback, with its
// configuration in a folder that is gone afterwards. Ends the process it started and nothing else.

export type ProxyName = "nginx" | "caddy" | "haproxy" | "apache2";

export interface ProxyOptions {
  /** Port of what stands behind it. */
  readonly to: number;
  /** Certificate and key as files; plain HTTP without. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Other lines than the document's. */
  readonly block?: string;
}

const deadlineMs = 60_000;

/** The nginx block of docs/DEPLOY.md, and what its comment says of the map. */
export async function documentedNginx(): Promise<{ block: string; map: string }> {
  const page = await Deno.readTextFile(new URL("../../docs/DEPLOY.md", import.meta.url));
  const block = /```nginx\n([\s\S]*?)```/.exec(page)?.[1];
  const map = /# (map .*\})/.exec(block ?? "")?.[1];
  if (!block || !map) throw new Error("docs/DEPLOY.md has no nginx block with a map");
  return { block, map };
}

interface Recipe {
  readonly config: string;
  args(path: string, dir: string): string[];
}

async function recipeOf(name: ProxyName, port: number, options: ProxyOptions): Promise<Recipe> {
  const { to, tls } = options;
  if (name === "nginx") {
    const { block, map } = await documentedNginx();
    const lines = (options.block ?? block).replaceAll("127.0.0.1:8000", `127.0.0.1:${to}`);
    const secure = tls ? `ssl_certificate ${tls.cert}; ssl_certificate_key ${tls.key};` : "";
    return {
      config: `daemon off; worker_processes 1; pid nginx.pid; error_log stderr; user root;
events { worker_connections 64; }
http {
  access_log off;
  ${
        ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((n) => `${n}_temp_path ${n};`)
          .join(" ")
      }
  ${map}
  server { listen 127.0.0.1:${port}${tls ? " ssl" : ""}; server_name localhost; ${secure}
${lines}
  }
}`,
      args: (path, dir) => ["-p", `${dir}/`, "-c", path],
    };
  }
  if (name === "caddy") {
    return {
      config: `{
  admin off
  auto_https off
}
http://127.0.0.1:${port} {
  bind 127.0.0.1
  reverse_proxy 127.0.0.1:${to}
}`,
      args: (path) => ["run", "--adapter", "caddyfile", "--config", path],
    };
  }
  if (name === "haproxy") {
    return {
      config: `defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server 60s
  timeout tunnel 90s
frontend web
  bind 127.0.0.1:${port}
  option forwardfor
  http-request set-header X-Forwarded-Proto http
  default_backend app
backend app
  server app 127.0.0.1:${to}
`,
      args: (path) => ["-db", "-f", path],
    };
  }
  const modules = "/usr/lib/apache2/modules";
  const load = ["mpm_event", "authz_core", "proxy", "proxy_http", "headers"]
    .map((one) => `LoadModule ${one}_module ${modules}/mod_${one}.so`).join("\n");
  return {
    config: `ServerName localhost
Listen 127.0.0.1:${port}
PidFile apache.pid
DefaultRuntimeDir .
ErrorLog /dev/stderr
Mutex file:.
${load}
RequestHeader set X-Forwarded-Proto http
ProxyPass / http://127.0.0.1:${to}/ upgrade=websocket
`,
    args: (path, dir) => ["-d", dir, "-f", path, "-DFOREGROUND"],
  };
}

/** Starts a proxy in front of a port, and waits until it listens. */
export async function startProxy(name: ProxyName, options: ProxyOptions) {
  const dir = await Deno.makeTempDir();
  const port = freePort();
  const { config, args } = await recipeOf(name, port, options);
  const path = `${dir}/proxy.conf`;
  await Deno.writeTextFile(path, config);
  const child = new Deno.Command(name, {
    args: args(path, dir),
    cwd: dir,
    env: { HOME: dir, PATH: `${Deno.env.get("PATH")}:/usr/sbin:/sbin` },
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const said = new Response(child.stderr).text();
  let hasEnded = false;
  const ended = child.status.then(() => {
    hasEnded = true;
  });
  const close = async () => {
    if (!hasEnded) child.kill("SIGTERM");
    await ended;
    await said;
    await Deno.remove(dir, { recursive: true });
  };
  const deadline = Date.now() + deadlineMs;
  while (!await accepts(port)) {
    if (hasEnded || Date.now() > deadline) {
      await close();
      throw new Error(`${name} did not start:\n${(await said).slice(-2_000)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const scheme = options.tls ? "https" : "http";
  return {
    port,
    /** As a browser would have it in its address bar. */
    origin: `${scheme}://${options.tls ? "localhost" : "127.0.0.1"}:${port}`,
    [Symbol.asyncDispose]: close,
  };
}

/** A certificate for `localhost`, as files and as text. */
export async function makeCertificate(dir: string) {
  const [cert, key] = [`${dir}/cert.pem`, `${dir}/key.pem`];
  const { success, stderr } = await new Deno.Command("openssl", {
    args: ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
      .concat(["-keyout", key, "-out", cert, "-days", "2", "-subj", "/CN=localhost"])
      .concat(["-addext", "subjectAltName=DNS:localhost", "-addext", "basicConstraints=CA:FALSE"]),
    stderr: "piped",
    stdout: "null",
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return { cert, key, text: await Deno.readTextFile(cert) };
}

async function accepts(port: number): Promise<boolean> {
  try {
    (await Deno.connect({ hostname: "127.0.0.1", port })).close();
    return true;
  } catch {
    // Not yet.
    return false;
  }
}

/** A port that is neither 80 nor 443, and that nobody has. */
function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  return port;
}
