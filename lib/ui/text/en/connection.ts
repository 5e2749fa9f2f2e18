// The English words of the panel about one connection, loaded with it. Numbers come in already
// written; the words are the same in the charts, their table and the list below.

export const connectionEn = {
  verdict: {
    good: "The connection is good.",
    fair: "The connection is fair: now and then a word or a picture may be late or missing.",
    poor:
      "The connection is poor: talking is hard. It often helps to come nearer to the Wi-Fi or " +
      "to switch a camera off.",
    lost: "Nothing gets through right now. ConFlux keeps trying by itself.",
    unknown: "Measuring…",
    gone: "Has left the call. This is how the connection was.",
  },
  charts: {
    bitrate: "Data rate",
    delay: "Delay",
    loss: "Lost on the way",
    frames: "Frame rate",
  },
  lines: {
    received: "Received",
    sent: "Sent",
    roundTrip: "Round trip",
    jitter: "Jitter",
  },
  twoMinutesAgo: "2 min ago",
  now: "now",
  table: "The same as a table",
  caption: "The last two minutes",
  columns: { what: "What", now: "Now", average: "Average", highest: "Highest" },
  none: "–",
  units: {
    bits: (value: string) => `${value} kbit/s`,
    megabits: (value: string) => `${value} Mbit/s`,
    ms: (value: string) => `${value} ms`,
    percent: (value: string) => `${value} %`,
    fps: (value: string) => value,
  },
  facts: {
    title: "Right now",
    path: "Path",
    cameraReceived: "Camera received",
    cameraSent: "Camera sent",
    screenReceived: "Screen received",
    screenSent: "Screen sent",
    voice: "Sound",
    nothing: "nothing",
  },
  path: {
    direct: "direct",
    relay: "over a relay",
    none: "no connection",
  },
  over: (path: string, protocol: string) => `${path}, ${protocol}`,
  picture: (size: string, fps: string, codec: string) => `${size}, ${fps}/s, ${codec}`,
  voice: (received: string, sent: string) => `in ${received}, out ${sent}`,
};

export type ConnectionText = typeof connectionEn;
