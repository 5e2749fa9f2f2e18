// Examples for both documents: one meeting of Ana, with Bo at its door.

const token = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.c2lnbmF0dXJl";
const anaMuid = "6f1c4d0e-7a55-4c7e-9a58-0f6f2c0b7a11";
export const boMuid = "0b0c6f3a-35ac-4f0e-8b3b-6f1b5f0a9d42";
const messageId = "5b1f7c7e-0f5c-4c3d-9c9f-2f3f5a1c6d20";
const startTime = 1_795_460_400_000;
const expiresAt = 1_795_375_286_000;
const username = "1795375286:4TlGzL0tq3Ox7ZbXr2mYcQ";
const credential = "0m2u7PZVd1m0p1Zc3yq2H0m4cJc=";
const relay = "turn:turn.example.org:3478?transport=udp";

export const userId = "9d0f3b62-1d7c-4b1e-8a44-2c1f6f0f7a3e";

export const configInfo = {
  token,
  COTURN_PREFIX: "coturn",
  PEER_SERVER_PATH: "/peer_signal",
  COTURN_USERNAME: username,
  COTURN_PASSWORD: credential,
  BUILD_TIME: "2026-11-22T18:00:00.000Z",
  BUILD_VERSION: "0.1.0",
  ICE_SERVERS: [
    { urls: ["stun:turn.example.org:3478"] },
    { urls: [relay], username, credential },
  ],
  ICE_TRANSPORT_POLICY: "all",
  TOKEN_EXPIRES_AT: expiresAt,
  TURN_EXPIRES_AT: expiresAt,
  PROTOCOL_VERSION: 1,
};

export const meetingDraft = {
  title: "Weekly",
  organizer_name: "Ana",
  start_time: startTime,
  passcode: "two words",
  lobby: true,
};
export const callReport = {
  token,
  links: [{ path: "direct", first_frame_ms: 420, longest_freeze_ms: 0 }, { path: "relay" }],
};
export const meetingChange = { title: "Weekly, later", start_time: startTime + 3_600_000 };

const ana = {
  muid: anaMuid,
  name: "Ana",
  role: "HOST",
  state: { mic: true, camera: true, screen: false },
  avatar: "",
  expandCamera: true,
  mirrorCamera: true,
  hand: false,
  online: true,
};

export const roomInfo = {
  id: "123456789",
  title: "Weekly",
  organizer: { muid: anaMuid, name: "Ana" },
  start_time: startTime,
  participants: [ana],
  passcode_required: false,
  lobby: true,
  locked: false,
};

export const turnVerdicts = [
  { url: "turn:turn.example.org:3478", ok: true, sentence: "turn:turn.example.org:3478 works." },
];

export const success = (data: object | null) => ({ code: 0, data, msg: "success" });

/** What stands in every request over the socket. */
export const asked = { room_id: "123456789", token, request_id: "1" };

export const newcomer = {
  muid: anaMuid,
  name: "Ana",
  state: { mic: true, camera: true, screen: false },
};

export const resumption = {
  resume_token: "uelgUqcfq6PMz7MldxbpNvKKwTLR6aA4aEz6fWn33HY",
  last_seq: 41,
};

export const admission = {
  self: { muid: anaMuid, role: "HOST", resume_token: resumption.resume_token },
  seq: 1,
  ice_servers: [{ urls: [relay], username, credential }],
  turn_expires_at: expiresAt,
  chat: [],
};

export const signal = { description: { type: "offer", sdp: "v=0\r\n" } };
export const candidate = {
  candidate: {
    candidate: "candidate:1 1 udp 2122260223 192.0.2.7 54321 typ host",
    sdpMid: "0",
    sdpMLineIndex: 0,
    usernameFragment: "Jx3s",
  },
};

export const chatMessage = {
  id: messageId,
  muid: anaMuid,
  name: "Ana",
  text: "Hello",
  time: startTime + 112_345,
};
export const ticket = "Vb3kq0s1nXwP";
export const changedState = {
  muid: anaMuid,
  state: { mic: false, camera: true, screen: false },
};
export const waitingRoom = {
  waiting: [{ muid: boMuid, name: "Bo" }],
  removed: [{ ticket, name: "Eve" }],
};
export { anaMuid, messageId, startTime };
