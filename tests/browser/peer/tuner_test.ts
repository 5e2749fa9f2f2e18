// How a sender's encoding is changed: one change at a time, as browsers want it.

import assert from "node:assert/strict";
import { createTuner } from "../../../lib/browser/peer/tuner.ts";
import { settle } from "../../fakes/browser/clock.ts";

function setUp() {
  let isBusy = false;
  const encoding: RTCRtpEncodingParameters = {};
  const errors: unknown[] = [];
  const sender = {
    getParameters: () => ({ encodings: [{ ...encoding }] }) as RTCRtpSendParameters,
    async setParameters({ encodings }: RTCRtpSendParameters) {
      if (isBusy) throw new DOMException("", "InvalidStateError");
      isBusy = true;
      await settle();
      isBusy = false;
      if (encodings[0]?.maxBitrate === 13) throw new DOMException("", "OperationError");
      Object.assign(encoding, encodings[0]);
    },
  };
  return { encoding, errors, tune: createTuner(sender, (error) => errors.push(error)) };
}

Deno.test("[P18] changes that come faster than the encoder follows are made in turn", async () => {
  const { encoding, errors, tune } = setUp();
  for (let count = 1; count <= 5; count++) {
    tune((one) => {
      one.maxBitrate = (one.maxBitrate ?? 0) + count;
      return true;
    });
  }
  for (let count = 0; count < 8; count++) await settle();
  assert.deepEqual([encoding.maxBitrate, errors], [15, []]);
});

Deno.test("[P18] a change that is refused is told, and the next one is made all the same", async () => {
  const { encoding, errors, tune } = setUp();
  for (const maxBitrate of [13, 14]) tune((one) => Object.assign(one, { maxBitrate }) && true);
  tune(() => false);
  for (let count = 0; count < 8; count++) await settle();
  assert.deepEqual([encoding.maxBitrate, errors.length], [14, 1]);
});
