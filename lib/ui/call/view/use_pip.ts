// Picture-in-picture of the call: opens the window on demand and keeps in it whom there is to watch.

import { useEffect, useState } from "preact/hooks";
import type { Call } from "../../../browser/call_api.ts";
import { isScreen, muidOf, type TileId } from "../../../shared/layout/mod.ts";
import { initials } from "../../base/initials.ts";
import { useText } from "../../text/mod.ts";
import type { Pip, PipContent } from "./pip.tsx";

export interface PipState {
  readonly isPossible: boolean;
  readonly isOn: boolean;
  toggle(): void;
}

interface PipOptions {
  readonly watched: TileId | null;
  readonly onFailed: () => void;
}

export function usePip(call: Call, { watched, onFailed }: PipOptions): PipState {
  const text = useText();
  const [pip, setPip] = useState<Pip | null>(null);
  const isMicOn = call.media.mic.value.kind === "on";
  const micLabel = isMicOn ? text.controls.mute : text.controls.unmute;
  const content = contentOf(call, watched, micLabel);
  const { name, stream } = content;
  useEffect(() => pip?.show(content), [pip, name, stream, micLabel]);
  useEffect(() => () => pip?.close(), [pip]);

  async function open(): Promise<void> {
    try {
      const { openPip } = await import("./pip.tsx");
      setPip(
        await openPip(content, {
          onMic: () => call.setMic(call.media.mic.value.kind !== "on"),
          onClose: () => setPip(null),
        }),
      );
    } catch {
      // The browser gives no reason that would help a person.
      onFailed();
    }
  }
  return {
    isPossible: "documentPictureInPicture" in globalThis ||
      document.pictureInPictureEnabled === true,
    isOn: pip !== null,
    toggle: () => pip ? pip.close() : void open(),
  };
}

function contentOf(call: Call, watched: TileId | null, micLabel: string): PipContent {
  const person = call.participants.value.find(({ muid }) => watched && muid === muidOf(watched));
  const isShare = watched !== null && isScreen(watched);
  const name = person?.info.value.name ?? "";
  const camera = person?.info.value.state.camera ? person.camera.value : null;
  return {
    name,
    initials: initials(name),
    stream: isShare ? person?.screen.value ?? null : camera,
    isScreen: isShare,
    micLabel,
  };
}
