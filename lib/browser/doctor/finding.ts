// What the doctor finds out, as types only: checks with a verdict, a reason out of a closed list, and
// numbers. By construction no address, token or name fits in; words for people are made in the UI.

/** In the order in which they are shown. */
export const checkIds = [
  "secure",
  /** Where there is none; else nothing is to be said of it. */
  "webrtc",
  "microphone",
  "camera",
  "sound",
  "server",
  "socket",
  "network",
  "relay-udp",
  "relay-tcp",
  "relay-tls",
  "people",
] as const;
export type CheckId = typeof checkIds[number];

export type Verdict = "waiting" | "running" | "passed" | "failed" | "not-applicable";

export type Reason =
  | "waiting"
  | "running"
  | "secure-yes"
  | "secure-no"
  | "webrtc-missing"
  | "needs-webrtc"
  | "device-works"
  | "device-denied"
  | "device-denied-by-system"
  | "device-blocked-by-frame"
  | "device-blocked-by-server"
  | "device-not-found"
  | "device-in-use"
  | "device-insecure"
  | "device-failed"
  /** In a call: switched off, and the doctor does not switch it on. */
  | "device-off"
  | "sound-heard"
  | "sound-silent"
  /** The system or a switch on the device holds the microphone mute. */
  | "sound-muted"
  | "sound-unknown"
  | "server-answers"
  | "server-unreachable"
  | "server-busy"
  | "server-error"
  | "socket-answers"
  | "socket-blocked"
  | "socket-silent"
  | "socket-refused"
  /** The server is set up for another address than the page's. */
  | "socket-origin"
  /** No address translation between here and the server. */
  | "network-open"
  /** One address for everybody: direct ways work. */
  | "network-friendly"
  /** Another address for each partner (symmetric NAT): direct ways mostly fail. */
  | "network-strict"
  /** As above, and there is no relay to make up for it. */
  | "network-strict-alone"
  /** Seen from one server only: friendly and strict look the same. */
  | "network-unknown"
  | "network-blocked"
  /** No STUN server is configured. */
  | "network-unasked"
  | "relay-works"
  | "relay-poor"
  | "relay-refused"
  | "relay-full"
  | "relay-unreachable"
  /** The relay answers, but nothing comes through. */
  | "relay-dead-end"
  | "people-direct"
  | "people-relayed"
  | "people-failed"
  | "people-nobody"
  | "not-configured"
  | "needs-microphone"
  | "needs-server"
  /** The check itself broke. */
  | "broken";

/** Numbers by name, units in the names. */
export type Measures = Partial<Record<MeasureName, number>>;
export const measureNames = [
  "devices",
  "peakDb",
  "answerMs",
  "roundTripMs",
  "connectMs",
  "mbitPerS",
  "lossPercent",
  "errorCode",
  "direct",
  "relayed",
  "unconnected",
] as const;
export type MeasureName = typeof measureNames[number];

export interface Finding {
  readonly verdict: Verdict;
  readonly reason: Reason;
  readonly measures?: Measures;
}

export interface Check extends Finding {
  readonly id: CheckId;
}
