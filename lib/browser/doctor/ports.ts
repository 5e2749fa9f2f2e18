// What the doctor takes from the browser beyond the ports of the engine: connections that only measure.
// Types only.

import type { Clock } from "../ports.ts";

/** A gathered candidate (W3C WebRTC, section 4.8.1); empty and 0 where the browser does not tell. */
export interface ProbeCandidate {
  readonly init: RTCIceCandidateInit;
  readonly type: string;
  readonly protocol: string;
  readonly address: string;
  readonly port: number;
  readonly relatedAddress: string;
  readonly relatedPort: number;
}

/** `code` as in RTCPeerConnectionIceErrorEvent: a STUN error code, or 701 for no answer at all. */
export interface ProbeError {
  readonly code: number;
  readonly url: string;
}

export interface ProbeHandlers {
  /** Null: there will be no more. */
  onCandidate(candidate: ProbeCandidate | null): void;
  onError(error: ProbeError): void;
  onOpen(): void;
  onData(data: ArrayBuffer): void;
}

export interface ProbeDescription {
  readonly type: RTCSdpType;
  readonly sdp: string;
}

/** A connection with one data channel that loses and reorders like UDP does. */
export interface Probe {
  readonly bufferedAmount: number;
  /** Sets and returns the next own description: an offer, or the answer to what was set. */
  describe(): Promise<ProbeDescription>;
  accept(description: ProbeDescription): Promise<void>;
  addCandidate(init: RTCIceCandidateInit): Promise<void>;
  /** The port from which the other side is seen to send on the path in use; null before there is one. */
  remotePort(): Promise<number | null>;
  send(data: ArrayBuffer): void;
  close(): void;
}

export interface ProbePorts {
  readonly clock: Clock;
  createProbe(configuration: RTCConfiguration, handlers: ProbeHandlers): Probe;
}

/** The surroundings of one check. */
export interface ProbeDeps extends ProbePorts {
  /** Aborted when the panel closes. */
  readonly signal: AbortSignal;
}
