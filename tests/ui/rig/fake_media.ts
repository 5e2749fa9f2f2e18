// Devices that are none: pictures drawn on a canvas, silence, and failures on demand.

import { signal } from "@preact/signals";
import type { DeviceState, FoundDevice, LocalMedia } from "../../../lib/browser/call_api.ts";
import type { Background } from "../../../lib/shared/backgrounds.ts";
import type { MeetingScene } from "./scenes.ts";

/** A camera picture: a person's outline on a colour. */
export function drawStream(hue: number, { isUpright = false } = {}): MediaStream {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = isUpright ? [360, 640] : [640, 360];
  const { width, height } = canvas;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("No canvas here");
  const wall = context.createLinearGradient(0, 0, width, height);
  wall.addColorStop(0, `hsl(${hue} 30% 62%)`);
  wall.addColorStop(1, `hsl(${hue + 30} 35% 38%)`);
  const draw = () => {
    context.fillStyle = wall;
    context.fillRect(0, 0, width, height);
    context.fillStyle = `hsl(${hue + 180} 25% 28%)`;
    context.beginPath();
    context.ellipse(width / 2, height, height * 0.36, height * 0.34, 0, 0, 7);
    context.fill();
    context.fillStyle = `hsl(25 45% ${50 + hue % 25}%)`;
    context.beginPath();
    context.ellipse(width / 2, height * 0.45, height * 0.15, height * 0.2, 0, 0, 7);
    context.fill();
  };
  draw();
  setInterval(draw, 200);
  return canvas.captureStream(5);
}

/** A shared screen: a window with lines of text. */
export function drawScreen(): MediaStream {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [1440, 900];
  const context = canvas.getContext("2d");
  if (!context) throw new Error("No canvas here");
  const draw = () => {
    context.fillStyle = "#e9e6df";
    context.fillRect(0, 0, 1440, 900);
    context.fillStyle = "#35506b";
    context.fillRect(0, 0, 1440, 40);
    context.font = "30px sans-serif";
    for (let line = 0; line < 22; line++) {
      context.fillStyle = line % 6 === 0 ? "#1d2b3a" : "#56616b";
      context.fillText(
        "The quick brown fox jumps over the lazy dog ".repeat(3),
        60,
        100 + line * 36,
      );
    }
  };
  draw();
  setInterval(draw, 200);
  return canvas.captureStream(5);
}

export function createFakeMedia(scene: MeetingScene): LocalMedia {
  const named = (label: string) => scene.hasNoLabels ? "" : label;
  const choices = (...labels: string[]) =>
    labels.map((label) => ({ deviceId: label, label: named(label) }));
  const { failure, isCameraOff } = scene;
  const [track] = drawStream(190).getVideoTracks();
  if (!track) throw new Error("A canvas gave no track");
  const on: DeviceState = { kind: "on", track, deviceId: "FaceTime HD Camera", isSilenced: false };
  const failed = failure && { kind: "failed", failure } as const;
  const asking = scene.isAsking && ({ kind: "starting", isAsking: true } as const);
  const mic = signal<DeviceState>(
    failed || asking || { ...on, deviceId: "MacBook Pro Microphone" },
  );
  const camera = signal<DeviceState>(failed || asking || (isCameraOff ? { kind: "off" } : on));
  const speakerId = signal("");
  const background = signal<Background>("none");
  const refused = signal<LocalMedia["refused"]["value"]>(null);
  const found = signal<FoundDevice | null>(
    scene.hasFound
      ? { label: named("Jabra Evolve2 65 Flex (Bluetooth)"), microphoneId: "jabra" }
      : null,
  );
  return {
    mic,
    camera,
    speakerId,
    microphones: signal(choices("MacBook Pro Microphone", "Jabra Evolve2 65 Flex (Bluetooth)")),
    cameras: signal(choices("FaceTime HD Camera", "OBS Virtual Camera")),
    speakers: signal(choices("MacBook Pro Speakers", "Jabra Evolve2 65 Flex (Bluetooth)")),
    micLevel: signal(0.25),
    setMic: (isOn) => Promise.resolve(void (mic.value = isOn ? failed ?? on : { kind: "off" })),
    setCamera: (isOn) =>
      Promise.resolve(void (camera.value = isOn ? failed ?? on : { kind: "off" })),
    chooseMicrophone: () => Promise.resolve(),
    // The other one is in use elsewhere.
    chooseCamera: () =>
      Promise.resolve(
        void (refused.value = { device: "camera", failure: "in-use", kept: "FaceTime HD Camera" }),
      ),
    flipCamera: () => Promise.resolve(),
    chooseSpeaker: (deviceId) => void (speakerId.value = deviceId),
    setNoiseSuppression: () => Promise.resolve(),
    background,
    backgroundState: signal(scene.isBackgroundBroken ? "failed" : "off"),
    chooseBackground: (next) => void (background.value = next),
    found,
    useFound: () => Promise.resolve(void (found.value = null)),
    declineFound: () => void (found.value = null),
    refused,
    onLost: () => () => {},
    close: () => {},
  };
}
