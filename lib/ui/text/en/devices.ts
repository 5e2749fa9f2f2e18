// The English sentences about sharing a screen, and about devices that come, go and fail. A part of the
// catalogue in en/mod.ts.

const deviceNames = { mic: "microphone", camera: "camera", speaker: "speaker" };
type DeviceName = keyof typeof deviceNames;

export const devicesEn = {
  share: {
    start: "Share screen",
    stop: "Stop sharing",
    busy: (name: string) => `${name} is sharing a screen. One person can share at a time.`,
    stoppedByHost: "A host stopped your screen share",
    blocked:
      "Your system blocks sharing the screen. Allow it for this browser in its privacy settings.",
    blockedByFrame: "The page around this meeting does not let it share a screen. " +
      "Open the meeting in a tab of its own.",
    blockedByServer: "This server does not let its pages share a screen.",
    failed: "The screen could not be shared",
  },
  device: {
    lost: (device: DeviceName, replacement: string | null) => {
      const lost = `Your ${deviceNames[device]} was unplugged`;
      if (replacement === null) return lost;
      return `${lost}. Now using ${replacement || "the system's"}`;
    },
    refused: (device: "mic" | "camera", isBusy: boolean, kept: string) => {
      const why = isBusy ? "another program uses it" : "it did not start";
      return `This ${deviceNames[device]} is not available: ${why}. Still using ${
        kept || "the other"
      }.`;
    },
    silenced: (device: "mic" | "camera") =>
      `Your system has switched your ${deviceNames[device]} off, perhaps for a phone call. ` +
      "It comes back by itself.",
    backgroundFailed: "Your background could not be changed, so your camera was turned off.",
    showAsIs: "Show my camera as it is",
    found: (label: string, device: DeviceName) =>
      `${label || `A ${deviceNames[device]}`} is plugged in`,
    /** For one of those without a name of its own. */
    numbered: (device: DeviceName, number: number) =>
      `${{ mic: "Microphone", camera: "Camera", speaker: "Speaker" }[device]} ${number}`,
    use: "Use it",
    notNow: "Not now",
  },
};
