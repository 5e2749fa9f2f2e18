// The real browser behind the doctor's ports. Nothing is touched before createPageDoctor() is called.

import type { LocalMedia } from "../media/mod.ts";
import type { PersonPath } from "../people/mod.ts";
import type { Env } from "../ports.ts";
import { readRemotePort } from "../stats_report.ts";
import { createDoctor, type Doctor } from "./doctor.ts";
import type { Probe, ProbeHandlers } from "./ports.ts";

export interface PageDoctorOptions {
  /** The devices of the preview or the call; without them the doctor opens its own. */
  readonly local?: Pick<LocalMedia, "mic" | "camera">;
  /** In a call: the ways to everybody else. */
  peers?(): Promise<readonly PersonPath[]>;
}

/** Makes the doctor of a page; call it in a browser only. */
export function createPageDoctor(env: Env, options: PageDoctorOptions = {}): Doctor {
  return createDoctor({
    ...env,
    ...options,
    createProbe,
    isSecure: isSecureContext,
    userAgent: navigator.userAgent,
  });
}

function createProbe(configuration: RTCConfiguration, handlers: ProbeHandlers): Probe {
  const connection = new RTCPeerConnection(configuration);
  const channel = connection.createDataChannel("doctor", {
    negotiated: true,
    id: 0,
    ordered: false,
    maxRetransmits: 0,
  });
  channel.binaryType = "arraybuffer";
  channel.onopen = () => handlers.onOpen();
  channel.onmessage = ({ data }) => data instanceof ArrayBuffer && handlers.onData(data);
  connection.onicecandidate = ({ candidate }) => {
    // An empty candidate ends one generation, null ends gathering.
    if (candidate?.candidate === "") return;
    handlers.onCandidate(
      candidate && {
        init: candidate.toJSON(),
        type: candidate.type ?? "",
        protocol: candidate.protocol ?? "",
        address: candidate.address ?? "",
        port: candidate.port ?? 0,
        relatedAddress: candidate.relatedAddress ?? "",
        relatedPort: candidate.relatedPort ?? 0,
      },
    );
  };
  connection.onicecandidateerror = ({ errorCode, url }) =>
    handlers.onError({ code: errorCode, url });
  return {
    get bufferedAmount() {
      return channel.bufferedAmount;
    },
    async describe() {
      await connection.setLocalDescription();
      const { type, sdp } = connection.localDescription ?? { type: "offer", sdp: "" };
      return { type, sdp };
    },
    accept: (description) => connection.setRemoteDescription(description),
    addCandidate: (init) => connection.addIceCandidate(init),
    remotePort: async () => readRemotePort(await connection.getStats()),
    send(data) {
      if (channel.readyState === "open") channel.send(data);
    },
    close() {
      connection.onicecandidate = null;
      connection.onicecandidateerror = null;
      connection.close();
    },
  };
}
