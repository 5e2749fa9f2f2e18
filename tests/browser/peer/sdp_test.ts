// What is read in session descriptions, and written into them.

import assert from "node:assert/strict";
import {
  isAnswerTo,
  nameOffer,
  readFragments,
  readSession,
} from "../../../lib/browser/peer/sdp.ts";

Deno.test("[P18] an answer names its offer, and is told from an answer to another one", () => {
  const offer = "v=0\r\no=- 111 2 IN IP4 0.0.0.0\r\nm=audio 9 X 1\r\na=ice-ufrag:ab\r\n";
  const answer = "v=0\r\no=- 222 2 IN IP4 0.0.0.0\r\nm=audio 9 X 1\r\na=ice-ufrag:cd\r\n";
  const named = nameOffer(answer, offer);
  assert.ok(named.indexOf("a=x-conflux") < named.indexOf("m="), "at session level");
  assert.ok(isAnswerTo(named, offer));
  assert.ok(!isAnswerTo(named, offer.replace("111 2", "111 3")));
  assert.ok(!isAnswerTo(named, offer.replace("111 2", "333 2")));
  assert.ok(isAnswerTo(answer, offer), "another client names none");
  assert.deepEqual(readSession(named), { id: "222", version: "2" });
  assert.deepEqual([...readFragments(named)], ["cd"]);
});
