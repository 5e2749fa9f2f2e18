// Sends the sound of an element to a speaker, in browsers that can.

/** Does nothing where the browser cannot choose, or the speaker is gone: the sound stays where it is. */
export async function setSpeaker(element: HTMLMediaElement, speakerId: string): Promise<void> {
  // Safari before 18.4 and Firefox before 116 have no setSinkId.
  if (!("setSinkId" in element) || element.sinkId === speakerId) return;
  try {
    await element.setSinkId(speakerId);
  } catch (error) {
    // NotFoundError, NotAllowedError: unplugged or not permitted; the system's speaker plays on.
    if (!(error instanceof DOMException)) throw error;
  }
}
