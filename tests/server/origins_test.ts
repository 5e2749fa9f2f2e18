import assert from "node:assert/strict";
import { canonicalOrigin, sentOrigin } from "../../lib/server/origins.ts";

Deno.test("[S1] one origin has one form: case, default port, dot, punycode, IPv6", () => {
  const forms: Record<string, readonly string[]> = {
    "https://meet.example.org": [
      "https://meet.example.org",
      "https://MEET.Example.ORG",
      "HTTPS://meet.example.org",
      "https://meet.example.org:443",
      "https://meet.example.org:0443",
      "https://meet.example.org/",
      "https://meet.example.org.",
      "https://meet.example.org.:443/",
    ],
    "http://meet.example.org": ["http://meet.example.org:80", "http://meet.example.org"],
    "https://meet.example.org:80": ["https://meet.example.org:80"],
    "http://meet.example.org:443": ["http://meet.example.org:443"],
    "https://xn--bcher-kva.example": [
      "https://bücher.example",
      "https://BÜCHER.example",
      "https://xn--bcher-kva.example",
      "https://XN--BCHER-KVA.example:443",
    ],
    "http://[::1]:8000": [
      "http://[::1]:8000",
      "http://[0:0:0:0:0:0:0:1]:8000",
      "http://[0::1]:8000",
    ],
    "http://127.0.0.1:8000": [
      "http://127.0.0.1:8000",
      "http://127.1:8000",
      "http://0x7f.0.0.1:8000",
    ],
  };
  for (const [canonical, texts] of Object.entries(forms)) {
    for (const text of texts) assert.equal(canonicalOrigin(text), canonical, text);
  }
  for (
    const text of [
      "",
      "null",
      "*",
      "meet.example.org",
      "//meet.example.org",
      "https://",
      "https://meet.example.org/meet",
      "https://meet.example.org/?a",
      "https://meet.example.org/#a",
      "https://ana@meet.example.org",
      "https://:secret@meet.example.org",
      "https://meet example.org",
      "https://a.example https://b.example",
      "https://a.example,https://b.example",
      "wss://meet.example.org",
      "file:///",
      "chrome-extension://abcdef",
      "javascript:alert(1)",
      "https://meet.example.org:99999",
      "https://[::1",
    ]
  ) assert.equal(canonicalOrigin(text), null, text);
});

Deno.test("[S1] an Origin header is what a browser sends, to the letter, or it is none", () => {
  const sent: Record<string, string | null> = {
    "https://meet.example.org": "https://meet.example.org",
    "https://meet.example.org:8443": "https://meet.example.org:8443",
    // Whoever types the dot has it in the address, and their browser in the header.
    "https://meet.example.org.": "https://meet.example.org",
    "https://xn--bcher-kva.example": "https://xn--bcher-kva.example",
    "http://[::1]:8000": "http://[::1]:8000",
    "https://MEET.example.org": null,
    "HTTPS://meet.example.org": null,
    "https://meet.example.org/": null,
    "https://meet.example.org:443": null,
    "https://bücher.example": null,
    "http://[0:0:0:0:0:0:0:1]:8000": null,
    "http://127.1:8000": null,
    " https://meet.example.org": null,
    "https://meet.example.org https://meet.example.org": null,
    "https://meet.example.org, https://evil.example": null,
    "https://evil.example@meet.example.org": null,
    "null": null,
    "": null,
    "file://": null,
    "chrome-extension://abcdef": null,
  };
  for (const [header, origin] of Object.entries(sent)) {
    assert.equal(sentOrigin(header), origin, JSON.stringify(header));
  }
});
