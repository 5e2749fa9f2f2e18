import assert from "node:assert/strict";
import {
  linkKeyIn,
  linkWithKey,
  organizerKeyIn,
  organizerLink,
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
