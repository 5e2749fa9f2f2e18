// Sends the sound of an element to a speaker, in browsers that can, and plays a short one to try it.

import { useContext, useRef } from "preact/hooks";
import { AssetUrlContext } from "../base/asset_url.ts";

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

/** Plays a short sound on a speaker. */
export function useSpeakerTest(): (speakerId: string) => Promise<void> {
  const player = useRef<HTMLAudioElement | null>(null);
  const assetUrl = useContext(AssetUrlContext);
  return async (speakerId) => {
    const audio = player.current ??= new Audio(assetUrl("/chime.wav"));
    await setSpeaker(audio, speakerId);
    audio.currentTime = 0;
    try {
      await audio.play();
    } catch (error) {
      // AbortError, NotSupportedError: pressed again meanwhile, or the server is out of reach.
      if (!(error instanceof DOMException)) throw error;
    }
  };
}
