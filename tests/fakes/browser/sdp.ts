// Session descriptions of the fake peer connection: as much SDP as the engine and the fake read.

export interface SdpLine {
  readonly kind: "audio" | "video" | "application";
  readonly mid: string;
  readonly direction: string;
  readonly stream: string;
}

export interface Sdp {
  /** What stands for a name in the o= line, by which Firefox is known; "-" in the others. */
  readonly maker?: string;
  readonly id: string;
  readonly version: number;
  readonly fragment: string | null;
  /** The DTLS role: a=setup (RFC 8842, section 4.1). */
  readonly setup: string;
  readonly lines: readonly SdpLine[];
}

export function makeSdp({ maker = "-", id, version, fragment, setup, lines }: Sdp): string {
  const head = ["v=0", `o=${maker} ${id} ${version} IN IP4 127.0.0.1`, "s=-", "t=0 0"];
  const body = lines.flatMap(({ kind, mid, direction, stream }) => [
    `m=${kind} 9 UDP/TLS/RTP/SAVPF 1`,
    `a=ice-ufrag:${fragment}`,
    `a=setup:${setup}`,
    `a=mid:${mid}`,
    `a=msid:${stream}`,
    `a=dir:${direction}`,
  ]);
  return [...head, ...body, ""].join("\r\n");
}

export function parseSdp(sdp: string): Sdp {
  const origin = /^o=\S+ (\S+) (\d+)/m.exec(sdp);
  const sections = sdp.split(/^m=/m).slice(1);
  const read = (section: string, name: string) =>
    new RegExp(`^a=${name}:(\\S*)`, "m").exec(section)?.[1] ?? "";
  return {
    id: origin?.[1] ?? "",
    version: Number(origin?.[2]),
    fragment: /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1] ?? null,
    setup: /^a=setup:(\S+)/m.exec(sdp)?.[1] ?? "",
    lines: sections.map((section): SdpLine => ({
      kind: section.split(" ")[0] as SdpLine["kind"],
      mid: read(section, "mid"),
      direction: read(section, "dir"),
      stream: read(section, "msid"),
    })),
  };
}
