// The English sentences about sharing a screen, and about devices that come, go and fail. A part of the
// catalogue in en/mod.ts.

const lostDevice = { mic: "microphone", camera: "camera", speaker: "speaker" };

export const devicesEn = {
  share: {
    start: "Share screen",
    stop: "Stop sharing",
    busy: (name: string) => `${name} is sharing a screen. One person can share at a time.`,
    stoppedByHost: "A host stopped your screen share",
    blocked:
      "Your system blocks sharing the screen. Allow it for this browser in its privacy settings.",
    failed: "The screen could not be shared",
  },
  device: {
    lost: (device: keyof typeof lostDevice, replacement: string | null) => {
      const lost = `Your ${lostDevice[device]} was unplugged`;
      if (replacement === null) return lost;
      return `${lost}. Now using ${replacement || "the system's"}`;
    },
    backgroundFailed: "Your background could not be changed, so your camera was turned off.",
    showAsIs: "Show my camera as it is",
    found: (label: string) => `${label} is plugged in`,
    use: "Use it",
    notNow: "Not now",
  },
};
