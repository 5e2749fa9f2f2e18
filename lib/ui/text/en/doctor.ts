// The English words of the doctor. A catalogue of its own, as it is loaded only with the doctor. Its keys
// are what the screen knows of checks, reasons and measures.

const verdicts = {
  "waiting": "Waiting",
  "running": "Checking…",
  "passed": "Passed",
  "failed": "Failed",
  "not-applicable": "Does not apply",
  "not-configured": "Not set up",
  "not-checked": "Not checked",
};

const titles = {
  "secure": "Secure page",
  "webrtc": "Calls in this browser",
  "microphone": "Microphone",
  "camera": "Camera",
  "sound": "Sound of your microphone",
  "server": "Meeting server",
  "socket": "Live line to the server",
  "network": "Your network",
  "relay-udp": "Relay, fast way",
  "relay-tcp": "Relay, through firewalls",
  "relay-tls": "Relay, through strict firewalls",
  "people": "People in this meeting",
};

/** The same for those who look after networks; stands in the details. */
const terms: Record<keyof typeof titles, string> = {
  "secure": "Secure context (https or localhost)",
  "webrtc": "RTCPeerConnection",
  "microphone": "Permission and devices, audio input",
  "camera": "Permission and devices, video input",
  "sound": "Level over two seconds",
  "server": "GET /config",
  "socket": "WebSocket /peer_signal, median of five PING",
  "network": "STUN, kind of NAT",
  "relay-udp": "TURN over UDP",
  "relay-tcp": "TURN over TCP",
  "relay-tls": "TURN over TLS (turns:)",
  "people": "Selected ICE candidate pairs",
};

const says = {
  "waiting": "",
  "running": "",
  "secure-yes": "The address is secure, as camera and microphone need it.",
  "secure-no": "The address is not secure: the browser gives no camera and no microphone.",
  "webrtc-missing": "This browser cannot make calls: WebRTC is missing or switched off.",
  "needs-webrtc": "Needs a browser that can make calls.",
  "device-works": "The browser may use it, and it starts.",
  "device-denied": "The browser is set to block it on this page.",
  "device-denied-by-system": "The browser would allow it, but your system blocks it.",
  "device-blocked-by-frame": "The page around this one does not pass it on.",
  "device-blocked-by-server": "The server is set up so that no page may use it.",
  "device-not-found": "None is connected.",
  "device-in-use": "Another program or tab is holding it.",
  "device-insecure": "Not available on an address that is not secure.",
  "device-failed": "It is there, but it did not start.",
  "device-off": "You have it switched off, so it was left alone.",
  "sound-heard": "We can hear you.",
  "sound-silent": "The microphone is on, but nothing is to be heard.",
  "sound-muted": "The microphone is muted outside of this page.",
  "sound-unknown": "This browser does not let us listen.",
  "server-answers": "The server answers.",
  "server-unreachable": "The server does not answer.",
  "server-busy": "The server asks to wait a moment: there were many requests.",
  "server-error": "The server answers, but not as it should.",
  "socket-answers": "Messages go back and forth at once.",
  "socket-blocked": "Something between you and the server blocks the live line.",
  "socket-silent": "The live line opens, but no answer comes.",
  "socket-refused": "The server does not accept this browser at the moment.",
  "socket-origin": "The server is set up for another address than the one of this page.",
  "network-open": "Your network stands in nobody’s way: others reach you directly.",
  "network-friendly": "A usual home or office network: direct connections work.",
  "network-strict":
    "Your network hides you from others: most of your connections will go over the relay.",
  "network-strict-alone":
    "Your network hides you from others, and this server has no relay to help.",
  "network-unknown": "Direct connections are likely to work, but one server alone cannot tell.",
  "network-blocked": "No answer came back from outside: direct connections will hardly work.",
  "network-unasked": "This server has no way to look at your network.",
  "relay-works": "The relay works and is fast enough.",
  "relay-poor": "The relay works, but too slowly or with too many gaps for a good call.",
  "relay-refused": "The relay refuses the credentials it was given.",
  "relay-full": "The relay has no room left.",
  "relay-unreachable": "The relay cannot be reached this way.",
  "relay-dead-end": "The relay answers, but lets nothing through.",
  "people-direct": "You are directly connected to everybody.",
  "people-relayed": "You are connected to everybody, to some over the relay.",
  "people-failed": "There is no connection to at least one person.",
  "people-nobody": "Nobody else is here.",
  "not-configured": "Not set up on this server.",
  "needs-microphone": "Needs a microphone that is on.",
  "needs-server": "Needs the server first.",
  "broken": "This check itself went wrong.",
};

/** What to do; only where there is something to do. */
const fixes: Partial<Record<keyof typeof says, string>> = {
  "secure-no": "Ask whoever runs this server for its https address, and open that one.",
  "webrtc-missing": "Switch WebRTC on: an extension or an administrator may have switched it off " +
    "(in Firefox media.peerconnection.enabled). Or use another browser.",
  "device-denied-by-system":
    "Open the privacy settings of your system, allow this browser to use it, and check again.",
  "device-blocked-by-frame": "Open this page in a tab of its own, and check again.",
  "device-blocked-by-server":
    "Ask whoever runs this server to take the header Permissions-Policy out of the proxy.",
  "device-not-found": "Plug one in or switch it on, and check again.",
  "device-in-use": "Close other programs and tabs that make calls, and check again.",
  "device-insecure": "Open the https address of this server.",
  "device-failed": "Unplug it and plug it in again, or restart the browser.",
  "sound-silent":
    "Say something while the check runs. If it stays silent, look for a mute switch on " +
    "the headset or keyboard, or choose another microphone.",
  "sound-muted":
    "Look for a mute key on the headset, the keyboard or in the settings of your system.",
  "server-unreachable":
    "Look whether other websites open. If they do, the server is down, or this network blocks it.",
  "server-busy": "Wait a minute and check again.",
  "server-error": "Reload the page. If it stays so, send the report to whoever runs this server.",
  "socket-blocked":
    "Switch off VPN and ad blockers for this page, or try another network. A proxy must " +
    "let WebSocket connections through.",
  "socket-silent":
    "Try another network. If it stays so, send the report to whoever runs this server.",
  "socket-refused": "Reload the page and check again.",
  "socket-origin":
    "Ask whoever runs this server for its right address. Its log has both, and what to set.",
  "network-strict-alone":
    "Try another network, as a phone’s hotspot. Whoever runs this server should add a relay.",
  "network-blocked":
    "Calls depend on the relay here. If the rows below fail as well, try another " +
    "network, as a phone’s hotspot.",
  "relay-poor": "Come nearer to the Wi-Fi, use a cable, or stop big downloads.",
  "relay-refused":
    "You can do nothing about it: send the report to whoever runs this server. The secret " +
    "of the server and of its relay are not the same, or their clocks differ.",
  "relay-full": "Wait until others have left, or tell whoever runs this server.",
  "relay-unreachable":
    "A firewall in your network blocks it, or the relay is down. It matters only if " +
    "the other ways to the relay fail too: then try another network, or send the report to whoever " +
    "runs this server.",
  "relay-dead-end":
    "Send the report to whoever runs this server: the relay does not know its own " +
    "public address, or refuses to pass data on.",
  "people-failed":
    "Choose “Try again” on that person’s picture. If it does not help, look at the rows " +
    "about the network and the relay, and ask them to run this check too.",
  "broken": "Check again. If it stays so, reload the page.",
};

const list = new Intl.ListFormat("en-GB");
const plurals = new Intl.PluralRules("en");
const isOne = (count: number) => plurals.select(count) === "one";

const measures = {
  devices: (value: number) => isOne(value) ? `${value} device` : `${value} devices`,
  peakDb: (value: number) => `loudest ${value} dB`,
  answerMs: (value: number) => `answered in ${value} ms`,
  roundTripMs: (value: number) => `round trip ${value} ms`,
  connectMs: (value: number) => `connected in ${value} ms`,
  mbitPerS: (value: number) => `${value} Mbit/s`,
  lossPercent: (value: number) => `${value} % lost`,
  errorCode: (value: number) => `code ${value}`,
  direct: (value: number) => `${value} direct`,
  relayed: (value: number) => `${value} relayed`,
  unconnected: (value: number) => `${value} without connection`,
};

export const doctorEn = {
  verdicts,
  titles,
  terms,
  says,
  fixes,
  measures,
  pageTitle: "Check your connection · ConFlux",
  title: "Check your connection",
  lead:
    "Does your microphone work, and does your network let calls through? It takes about 15 seconds " +
    "and asks for camera and microphone. Nothing is recorded.",
  leadInCall: "Finds out why sound or picture do not get through. Your call goes on meanwhile.",
  start: "Start the check",
  again: "Check again",
  speak: "Checking. Please say a few words, so that we can hear your microphone.",
  progress: (done: number, all: number) => `${done} of ${all}`,
  allGood: "Everything works.",
  goodAsFar: (left: readonly string[]) =>
    `What could be checked works. Not checked: ${list.format(left)}.`,
  problems: (count: number) =>
    isOne(count) ? "One thing needs attention." : `${count} things need attention.`,
  results: "Results",
  copy: "Copy report",
  copyHint: "The report holds no address, name or password: you can send it to anybody.",
  path: { direct: "direct", relay: "over the relay", none: "no connection" },
  roundTrip: (ms: number) => `${ms} ms`,
};

export type DoctorText = typeof doctorEn;
