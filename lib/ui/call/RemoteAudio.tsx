// Plays everybody's sound, apart from their tiles, on the chosen speaker. Where the browser holds
// sound back until a click, asks for one.

import type { ReadonlySignal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { Volume2 } from "lucide-preact";
import type { RemoteParticipant } from "../../browser/call_api.ts";
import { setSpeaker } from "../base/speaker.ts";
import { useText } from "../text.ts";

interface RemoteAudioProps {
  participants: ReadonlySignal<readonly RemoteParticipant[]>;
  speakerId: ReadonlySignal<string>;
}

export function RemoteAudio({ participants, speakerId }: RemoteAudioProps) {
  const text = useText().call;
  const [isBlocked, setIsBlocked] = useState(false);
  const players = useRef<HTMLDivElement>(null);
  const unblock = () => {
    setIsBlocked(false);
    for (const player of players.current?.querySelectorAll("audio") ?? []) {
      playSound(player, () => setIsBlocked(true));
    }
  };
  return (
    <>
      <div ref={players} hidden>
        {participants.value.map(({ muid, audio }) => (
          <Player
            key={muid}
            stream={audio.value}
            speakerId={speakerId.value}
            onBlocked={() => setIsBlocked(true)}
          />
        ))}
      </div>
      {isBlocked && (
        <div class="stage-card" role="alert">
          <p>{text.soundBlocked}</p>
          <button type="button" class="button primary" onClick={unblock}>
            <Volume2 size={18} aria-hidden="true" />
            {text.turnOnSound}
          </button>
        </div>
      )}
    </>
  );
}

interface PlayerProps {
  stream: MediaStream | null;
  speakerId: string;
  onBlocked: () => void;
}

function Player({ stream, speakerId, onBlocked }: PlayerProps) {
  const element = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const player = element.current;
    if (!player) return;
    player.srcObject = stream;
    if (stream) playSound(player, onBlocked);
  }, [stream]);
  useEffect(() => {
    if (element.current) setSpeaker(element.current, speakerId);
  }, [speakerId]);
  return <audio ref={element} autoplay />;
}

async function playSound(player: HTMLAudioElement, onBlocked: () => void): Promise<void> {
  try {
    await player.play();
  } catch (error) {
    // AbortError: the stream was exchanged meanwhile, and the new one plays by itself.
    if (!(error instanceof DOMException)) throw error;
    if (error.name === "NotAllowedError") onBlocked();
  }
}
