// The English sentences of the settings. A part of the catalogue that is loaded with them; see Parts in
// catalogue.ts.

export const settingsEn = {
  tabs: "Sections",
  devices: "Devices",
  picture: "Background",
  calls: "Calls",
  look: "Appearance",
  level: "Say something: the bars rise with your voice.",
  noise: "Suppress background noise",
  noiseHint: "Keyboards, fans and traffic get quieter. Turn it off for music.",
  background: "What stands behind you",
  backgrounds: {
    none: "Nothing changed",
    blur: "Blurred",
    dawn: "Dawn",
    hills: "Hills",
    shelf: "Shelf",
    own: "My own picture",
  },
  upload: "Choose a picture…",
  uploadFailed: "This file is no picture that your browser can show.",
  notKept: "The picture is too large to be kept: it is used until you leave this page.",
  backgroundStarting: "Getting ready… the others see nothing of you until then.",
  cameraOff: "Turn your camera on to see it here.",
  mirror: "Mirror my own picture",
  mirrorHint: "Only you see it mirrored, as you know yourself.",
  expand: "Fill the whole tile with my picture",
  expandHint: "Its edges may be cut off. Turn it off if several people sit before your camera.",
  startMuted: "Join with the microphone off",
  pushToTalk: "Hold Space to talk",
  pushToTalkHint: "While your microphone is off, it is on as long as you hold the key.",
  shortcuts: "Keyboard shortcuts",
  shortcutsHint: "Single keys such as M for the microphone. The ? key lists them.",
  share: "When I share my screen it shows mostly",
  shareHints: { detail: "Text and slides", motion: "Video and games" },
  theme: "Theme",
  themes: { system: "Like my system", light: "Light", dark: "Dark" },
  themeHint: "A call is always dark.",
};

export type SettingsText = typeof settingsEn;
