import assert from "node:assert/strict";
import {
  linkKeyIn,
  linkWithKey,
  linkWithSecret,
  organizerKeyIn,
  organizerLink,
  secretIn,
  withoutOrganizerKey,
} from "../../lib/shared/link_fragment.ts";

const key = "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789_-AbCdE";

Deno.test("[P14] the organizer's own link carries the key in its fragment, and nowhere else", () => {
  const link = new URL(organizerLink("https://meet.example.org/j/123456789", key));
  assert.equal(link.pathname + link.search, "/j/123456789");
  assert.equal(organizerKeyIn(link.hash), key);
});

Deno.test("[P14] a key is found in a link as it is pasted, and nothing else is taken for one", () => {
  const found: Record<string, string | null> = {
    [`https://meet.example.org/j/123456789#organizer=${key}`]: key,
    [`<https://meet.example.org/j/123456789#organizer=${key}>`]: key,
    [`my link: /j/123456789#organizer=${key}, yours: /j/123456789`]: key,
    [`#other=1&organizer=${key}`]: key,
    [`#organizer=${key}&other=1`]: key,
    [`#organizer=${key}x`]: null,
    [`#organizer=${key.slice(1)}`]: null,
    [`#organizer=`]: null,
    [`?organizer=${key}`]: null,
    "": null,
    "#": null,
  };
  for (const [text, expected] of Object.entries(found)) {
    assert.equal(organizerKeyIn(text), expected, text);
  }
});

Deno.test("[P14] only the key goes out of a fragment", () => {
  assert.equal(withoutOrganizerKey(`#organizer=${key}`), "");
  assert.equal(withoutOrganizerKey("#organizer=broken"), "");
  assert.equal(withoutOrganizerKey(`#a=1&organizer=${key}&b`), "#a=1&b");
  assert.equal(withoutOrganizerKey("#a=1"), "#a=1");
  assert.equal(withoutOrganizerKey(""), "");
});

Deno.test("[P12] the key of a link is found beside the organizer's, and only the whole of it", () => {
  const linkKey = "AbCdEfGhIjKlMnOpQrS_-v";
  const link = linkWithKey("https://meet.example.org/j/123456789", linkKey);
  assert.equal(new URL(link).hash, `#link=${linkKey}`);
  assert.equal(linkWithKey("/j/123456789", null), "/j/123456789");
  const own = organizerLink(link, key);
  assert.deepEqual([linkKeyIn(own), organizerKeyIn(own)], [linkKey, key]);
  assert.equal(withoutOrganizerKey(new URL(own).hash), `#link=${linkKey}`);
  for (
    const text of [`#link=${linkKey}x`, `#link=${linkKey.slice(1)}`, "#link=", `?link=${linkKey}`]
  ) {
    assert.equal(linkKeyIn(text), null, text);
  }
});

Deno.test("[V1] the secret stands in the fragment, beside the other keys, and in no other part of a link", () => {
  const secret = "AbCdEfGhIjKlMnOpQrS_-g";
  const linkKey = "AbCdEfGhIjKlMnOpQrS_-v";
  const plain = linkWithSecret("https://meet.example.org/j/123456789", secret);
  assert.equal(new URL(plain).hash, `#key=${secret}`);
  assert.equal(linkWithSecret("/j/123456789", null), "/j/123456789");
  const keyed = linkWithSecret(
    linkWithKey("https://meet.example.org/j/123456789", linkKey),
    secret,
  );
  const own = new URL(organizerLink(keyed, key));
  assert.equal(own.pathname + own.search, "/j/123456789");
  assert.deepEqual(
    [secretIn(own.hash), linkKeyIn(own.hash), organizerKeyIn(own.hash)],
    [secret, linkKey, key],
  );
  // None is taken for another, and what is left without the organizer's key is whole.
  assert.deepEqual([linkKeyIn(plain), organizerKeyIn(plain)], [null, null]);
  assert.equal(secretIn(`/j/123456789#link=${linkKey}`), null);
  assert.equal(withoutOrganizerKey(own.hash), `#link=${linkKey}&key=${secret}`);
});

Deno.test("[V1] only the whole of a secret, written in the one way there is, is read", () => {
  const secret = "AbCdEfGhIjKlMnOpQrS_-g";
  assert.equal(secretIn(`<https://meet.example.org/j/123456789#key=${secret}>`), secret);
  assert.equal(secretIn(`#key=${secret}&other=1`), secret);
  const wrong = [
    `#key=${secret}x`,
    `#key=${secret.slice(1)}`,
    `#key=${secret.slice(0, -1)}h`,
    `#key=${secret}-`,
    `#akey=${secret}`,
    `?key=${secret}`,
    `/key=${secret}`,
    "#key=",
    "",
  ];
  for (const text of wrong) assert.equal(secretIn(text), null, text);
});
