// What proxies say, header set by header set, as their documents have them.

import assert from "node:assert/strict";
import fc from "fast-check";
import { parseAddress, parseForwarded } from "../../../lib/server/http/forwarded.ts";
import { clientAddress, ownOrigin } from "../../../lib/server/http/request.ts";

interface Case {
  /** What the app hears as its own address. */
  readonly url?: string;
  readonly headers: HeadersInit;
  /** CONFLUX_TRUST_PROXY as a number; null for `true`. */
  readonly hops?: number;
  readonly origin?: string | null;
  readonly address?: string;
}

const peer = "10.0.0.2";
const trust = (hops: number | undefined) => ({ isProxyTrusted: true, proxyHops: hops ?? null });
const inner = "http://127.0.0.1:8000/peer_signal";

function look({ url = inner, headers, hops }: Case, isTrusting = true) {
  const req = new Request(url, { headers });
  const remoteAddr = { transport: "tcp", hostname: peer, port: 1 } as const;
  const ctx = { req, url: new URL(url), params: {}, info: { remoteAddr } };
  const config = { ...trust(hops), isProxyTrusted: isTrusting };
  return { origin: ownOrigin(req, config), address: clientAddress(ctx, config) };
}

const meet = "https://meet.example.org";
const seen = { "x-forwarded-for": "192.0.2.7" };

const proxies: Record<string, Case> = {
  "none at all": {
    headers: {},
    url: "http://localhost:8000/peer_signal",
    origin: "http://localhost:8000",
    address: peer,
  },
  "nginx as in DEPLOY.md": {
    url: "http://meet.example.org/peer_signal",
    headers: { ...seen, "x-forwarded-host": "meet.example.org:8443", "x-forwarded-proto": "https" },
    origin: `${meet}:8443`,
    address: "192.0.2.7",
  },
  "nginx with $host and X-Forwarded-Port": {
    url: "http://meet.example.org/peer_signal",
    headers: {
      ...seen,
      "x-forwarded-host": "meet.example.org",
      "x-forwarded-proto": "https",
      "x-forwarded-port": "8443",
    },
    origin: `${meet}:8443`,
  },
  "nginx with $host:$server_port": {
    headers: { ...seen, "x-forwarded-host": "meet.example.org:443", "x-forwarded-proto": "https" },
    origin: meet,
  },
  "Caddy": {
    url: "http://meet.example.org/peer_signal",
    headers: { ...seen, "x-forwarded-host": "meet.example.org", "x-forwarded-proto": "https" },
    origin: meet,
    address: "192.0.2.7",
  },
  "Traefik, which calls a WebSocket wss": {
    url: "http://meet.example.org:8443/peer_signal",
    headers: {
      ...seen,
      "x-forwarded-host": "meet.example.org:8443",
      "x-forwarded-port": "8443",
      "x-forwarded-proto": "wss",
      "x-forwarded-server": "0123456789ab",
      "x-real-ip": "192.0.2.7",
    },
    origin: `${meet}:8443`,
    address: "192.0.2.7",
  },
  "Traefik without TLS": {
    url: "http://meet.example.org/peer_signal",
    headers: {
      "x-forwarded-host": "meet.example.org",
      "x-forwarded-proto": "ws",
      "x-forwarded-port": "80",
    },
    origin: "http://meet.example.org",
  },
  "HAProxy with option forwardfor: a line of its own": {
    url: "http://meet.example.org:8443/peer_signal",
    headers: [
      ["x-forwarded-for", "203.0.113.66"],
      ["x-forwarded-for", "192.0.2.7"],
      ["x-forwarded-proto", "https"],
    ],
    origin: `${meet}:8443`,
    address: "192.0.2.7",
  },
  "HAProxy with option forwarded": {
    url: "http://meet.example.org/peer_signal",
    headers: { forwarded: "proto=https;for=192.0.2.7" },
    origin: meet,
    address: "192.0.2.7",
  },
  "HAProxy with option forwarded proto host for": {
    headers: { forwarded: 'proto=https;host="meet.example.org:8443";for="[2001:DB8::0007]:4711"' },
    origin: `${meet}:8443`,
    address: "2001:db8:0:0::/64",
  },
  "Apache, the backend's name as Host": {
    headers: {
      ...seen,
      "x-forwarded-host": "meet.example.org:8443",
      "x-forwarded-server": "meet.example.org",
      "x-forwarded-proto": "https",
    },
    origin: `${meet}:8443`,
    address: "192.0.2.7",
  },
  "Apache behind Apache: each adds to every list": {
    headers: {
      "x-forwarded-for": "192.0.2.7, 10.0.0.3",
      "x-forwarded-host": "meet.example.org, inner.example.net",
      "x-forwarded-proto": "https",
    },
    hops: 2,
    origin: meet,
    address: "192.0.2.7",
  },
  "the same without a number: the host is the first, the address the last": {
    headers: {
      "x-forwarded-for": "192.0.2.7, 10.0.0.3",
      "x-forwarded-host": "meet.example.org, inner.example.net",
      "x-forwarded-proto": "https, http",
    },
    origin: meet,
    address: "10.0.0.3",
  },
  "Cloudflare before nginx": {
    url: "http://meet.example.org/peer_signal",
    headers: {
      "cf-connecting-ip": "192.0.2.7",
      "cf-visitor": '{"scheme":"https"}',
      "x-forwarded-for": "192.0.2.7, 162.158.0.1",
      "x-forwarded-proto": "https",
    },
    hops: 2,
    origin: meet,
    address: "192.0.2.7",
  },
  "AWS ALB, which leaves Host and says the port": {
    url: "http://meet.example.org:8443/peer_signal",
    headers: { ...seen, "x-forwarded-proto": "https", "x-forwarded-port": "8443" },
    origin: `${meet}:8443`,
    address: "192.0.2.7",
  },
  "AWS ALB with client port preservation": {
    url: "http://meet.example.org/peer_signal",
    headers: {
      "x-forwarded-for": "192.0.2.7:49152",
      "x-forwarded-proto": "https",
      "x-forwarded-port": "443",
    },
    origin: meet,
    address: "192.0.2.7",
  },
  "Envoy": {
    url: "http://meet.example.org/peer_signal",
    headers: { ...seen, "x-forwarded-proto": "https", "x-envoy-external-address": "192.0.2.7" },
    origin: meet,
    address: "192.0.2.7",
  },
  "Google's, which adds two addresses": {
    url: "http://meet.example.org/peer_signal",
    headers: {
      "x-forwarded-for": "203.0.113.66, 192.0.2.7, 35.191.0.1",
      "x-forwarded-proto": "https",
    },
    hops: 2,
    origin: meet,
    address: "192.0.2.7",
  },
  "a port of a proxy further in": {
    url: "http://meet.example.org/peer_signal",
    headers: { "x-forwarded-proto": "https", "x-forwarded-port": "80" },
    origin: meet,
  },
  "IPv6 hosts and addresses": {
    headers: {
      "x-forwarded-host": "[2001:DB8:0:0::1]:8443",
      "x-forwarded-proto": "HTTPS",
      "x-forwarded-for": "::ffff:192.0.2.7",
    },
    origin: "https://[2001:db8::1]:8443",
    address: "192.0.2.7",
  },
  "capital letters and a dot": {
    headers: { "x-forwarded-host": "Meet.Example.ORG.", "x-forwarded-proto": "https" },
    origin: meet,
  },
  "several hops by RFC 7239, with quotes and an obfuscated one": {
    headers: {
      forwarded:
        'For="[2001:db8::1]:99";Proto=https;Host="meet.example.org" , for=_inner;by=_x, for=10.0.0.3',
    },
    hops: 3,
    origin: meet,
    address: "2001:db8:0:0::/64",
  },
  "quotes with commas, semicolons and backslashes in them": {
    headers: { forwarded: 'ext="a,b;c=\\"d\\"";for=192.0.2.7;proto=https;host=meet.example.org' },
    origin: meet,
    address: "192.0.2.7",
  },
  "an address nobody is to know": {
    headers: {
      "x-forwarded-for": "unknown",
      "x-forwarded-proto": "https",
      "x-forwarded-host": "meet.example.org",
    },
    origin: meet,
    address: peer,
  },
  "empty headers": {
    url: "http://meet.example.org/",
    headers: { "x-forwarded-for": " , ", "x-forwarded-host": "", "x-forwarded-proto": "" },
    origin: "http://meet.example.org",
    address: peer,
  },
  "nonsense": {
    url: "http://meet.example.org/",
    headers: {
      "x-forwarded-for": "<script>",
      "x-forwarded-host": "a b/../c",
      "x-forwarded-proto": "gopher",
      "x-forwarded-port": "-1",
      forwarded: '"',
    },
    origin: "http://meet.example.org",
    address: peer,
  },
  "more hops than there were": {
    headers: { ...seen, "x-forwarded-host": "meet.example.org", "x-forwarded-proto": "https" },
    hops: 3,
    origin: meet,
    address: "192.0.2.7",
  },
};
for (const [name, one] of Object.entries(proxies)) {
  Deno.test(`[P7][S7] behind a proxy: ${name}`, () => {
    const { origin, address } = look(one);
    if (one.origin !== undefined) assert.equal(origin, one.origin);
    if (one.address !== undefined) assert.equal(address, one.address);
    const untrusted = look(one, false);
    assert.equal(untrusted.origin, new URL(one.url ?? inner).origin, "not trusted: as it came");
    assert.equal(untrusted.address, peer);
  });
}

Deno.test("[S7] what a client puts before the proxies' words gives it no other address", () => {
  const entry = fc.oneof(fc.ipV4(), fc.ipV6(), fc.constantFrom("unknown", "_x", "", '"', "a b"));
  fc.assert(
    fc.property(fc.array(entry), fc.integer({ min: 1, max: 4 }), (invented, hops) => {
      const said = ["192.0.2.7", "10.0.0.3", "10.0.0.4", "10.0.0.5"].slice(0, hops);
      const headers = { "x-forwarded-for": [...invented, ...said].join(", ") };
      assert.equal(look({ headers, hops }).address, "192.0.2.7");
      if (hops === 1) assert.equal(look({ headers }).address, "192.0.2.7");
    }),
  );
});

Deno.test("[S7] who sends the header that the proxy does not write is as the proxy's own address", () => {
  for (
    const headers of [
      { ...seen, forwarded: "for=203.0.113.66" },
      { ...seen, forwarded: "for=unknown" },
      { "x-forwarded-for": "203.0.113.66", forwarded: "for=192.0.2.7;proto=https" },
    ]
  ) assert.equal(look({ headers }).address, peer);
  const both = { ...seen, forwarded: 'for="192.0.2.7:1234"' };
  assert.equal(look({ headers: both }).address, "192.0.2.7", "where they agree they are believed");
  for (const name of ["x-real-ip", "cf-connecting-ip", "true-client-ip", "x-client-ip"]) {
    assert.equal(look({ headers: { ...seen, [name]: "203.0.113.66" } }).address, "192.0.2.7");
    assert.equal(look({ headers: { [name]: "203.0.113.66" } }).address, peer, name);
  }
});

Deno.test("[P7] with a number of hops what stands before them counts for nothing", () => {
  const headers = {
    "x-forwarded-host": "evil.example, meet.example.org",
    "x-forwarded-proto": "http, https",
    "x-forwarded-port": "1, 8443",
  };
  assert.equal(look({ headers, hops: 1 }).origin, `${meet}:8443`);
});

Deno.test("[S7] addresses in one form, with ports, brackets and zones or without", () => {
  const forms: Record<string, string | null> = {
    "192.0.2.7": "192.0.2.7",
    "192.0.2.7:80": "192.0.2.7",
    "192.0.2.7:_x": "192.0.2.7",
    "2001:DB8::1": "2001:db8::1",
    "[2001:db8:0::1]": "2001:db8::1",
    "[2001:db8::1]:443": "2001:db8::1",
    "fe80::1%eth0": "fe80::1",
    "::ffff:192.0.2.7": "192.0.2.7",
    "[::FFFF:c000:207]:1": "192.0.2.7",
    "192.0.2.256": null,
    "192.0.2": null,
    "unknown": null,
    "_hidden": null,
    "example.org": null,
    "1::2::3": null,
    "": null,
  };
  for (const [text, address] of Object.entries(forms)) {
    assert.equal(parseAddress(text), address, text);
  }
});

Deno.test("[S9] any text is a Forwarded header or none, in no time", () => {
  fc.assert(fc.property(fc.string(), (text) => void parseForwarded(text)));
  const startedAt = performance.now();
  for (const long of ['"', "a=", "a=b;", 'a="\\', "for=1, ", " ", ";,"]) {
    parseForwarded(long.repeat(100_000 / long.length));
  }
  assert.ok(performance.now() - startedAt < 2_000);
});
