// Plays a short sound on the chosen speaker.

import { useRef } from "preact/hooks";
import { setSpeaker } from "../base/speaker.ts";

export function useSpeakerTest(): (speakerId: string) => Promise<void> {
  const player = useRef<HTMLAudioElement | null>(null);
  return async (speakerId) => {
    const audio = player.current ??= new Audio("/chime.wav");
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
