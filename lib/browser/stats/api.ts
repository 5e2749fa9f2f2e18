// What is measured of the connection to one participant, as types only. By construction no address
// fits in.

/** How good a connection is for talking; "lost" where nothing gets through. */
export type Quality = "good" | "fair" | "poor" | "lost";

/** A picture as it arrives or is sent. */
export interface PictureStats {
  readonly width: number;
  readonly height: number;
  /** Frames a second, decoded or encoded. */
  readonly fps: number;
  /** As in MIME types, without "video/"; "" where the browser does not tell. */
  readonly codec: string;
}

/** What goes one way; a part is null while nothing of it moves. */
export interface FlowStats {
  readonly bitsPerS: number;
  /** Share of packets that did not arrive, 0 to 1; null where no packet was due. */
  readonly loss: number | null;
  readonly camera: PictureStats | null;
  readonly screen: PictureStats | null;
  /** The codec of the voice. */
  readonly voice: string | null;
}

/** The connection to one participant over the two seconds before `at`. */
export interface LinkSample {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly path: "direct" | "relay" | "none";
  /** Over which protocol: "udp" or "tcp", to a relay also "tls"; "" where the browser does not tell. */
  readonly protocol: string;
  readonly rttMs: number | null;
  readonly jitterMs: number | null;
  readonly down: FlowStats;
  readonly up: FlowStats;
  /** What should arrive: how many frames a second at most, and whether there is sound. */
  readonly expects: { readonly fps: number; readonly sound: boolean };
}
