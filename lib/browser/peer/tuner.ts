// Changes how a sender encodes, one change at a time: each needs parameters that were read after the one
// before was in place, or browsers refuse it (webrtc-pc, section 5.2, setParameters). Knows no sizes.

import type { PeerSender } from "../ports.ts";

/** Changes the encoding it is given; false leaves everything as it is. */
export type Edit = (encoding: RTCRtpEncodingParameters) => boolean;

/** Makes the tuner of one sender. `onFailed` hears what the browser refuses. */
export function createTuner(
  sender: Pick<PeerSender, "getParameters" | "setParameters">,
  onFailed: (error: unknown) => void,
): (edit: Edit) => void {
  let queue = Promise.resolve();

  async function apply(edit: Edit): Promise<void> {
    const parameters = sender.getParameters();
    // Before the first negotiation there is no encoding yet.
    const [encoding] = parameters.encodings;
    if (encoding && edit(encoding)) await sender.setParameters(parameters);
  }

  return (edit) => {
    queue = queue.then(() => apply(edit)).catch(onFailed);
  };
}
