// Plays everybody's sound, apart from their tiles, on the chosen speaker. Where the browser holds
// sound back until a click, as after a reload, asks for one: Safari does so also after a page was long in
// the background.

import type { ReadonlySignal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import volume2Icon from "@lucide/icons/icons/volume-2";
import type { RemoteParticipant } from "../../browser/call_api.ts";
import { setSpeaker } from "../devices/mod.ts";
import { useText } from "../text/mod.ts";
import { Icon } from "../base/Icon.tsx";

interface RemoteAudioProps {
  participants: ReadonlySignal<readonly RemoteParticipant[]>;
  speakerId: ReadonlySignal<string>;
}

export function RemoteAudio({ participants, speakerId }: RemoteAudioProps) {
  const text = useText().call;
  const [isBlocked, setIsBlocked] = useState(false);
  const players = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isBlocked) return;
    // Any click or key will do for the browser. Safari wants play() within it, for each element.
    const unblock = () => {
      setIsBlocked(false);
      for (const player of players.current?.querySelectorAll("audio") ?? []) {
        playSound(player, () => setIsBlocked(true));
      }
    };
    const gestures = ["click", "keydown"] as const;
    for (const gesture of gestures) document.addEventListener(gesture, unblock);
    return () => {
      for (const gesture of gestures) document.removeEventListener(gesture, unblock);
    };
  }, [isBlocked]);
  return (
    <>
      <div ref={players} hidden>
        {participants.value.flatMap(({ muid, audio, screen }) => [
          <Player
            key={muid}
            stream={audio.value}
            speakerId={speakerId.value}
            onBlocked={() => setIsBlocked(true)}
          />,
          // The sound of a shared screen comes on a line of its own (P18).
          screen.value && (
            <Player
              key={`${muid} screen`}
              stream={screen.value}
              speakerId={speakerId.value}
              onBlocked={() => setIsBlocked(true)}
            />
          ),
        ])}
      </div>
      {isBlocked && (
        <div class="stage-card" role="alert">
          <p>{text.soundBlocked}</p>
          <button type="button" class="button primary">
            <Icon icon={volume2Icon} size={18} aria-hidden="true" />
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
  // Nobody pauses a voice here but the system, as iOS does for a phone call.
  const playOn = () => {
    if (stream && element.current) playSound(element.current, onBlocked);
  };
  return <audio ref={element} autoplay onPause={playOn} />;
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
