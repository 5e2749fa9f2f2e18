// Serves a bare WebRTC page at HOST:PORT, for proving the lab itself: no app, no signalling; the test
// carries what the two pages say to each other.

const page =
  `<!doctype html><title>bare</title><video id="remote" autoplay muted playsinline></video>
<script>
  let pc;
  async function start(configuration, isCaller) {
    pc = new RTCPeerConnection(configuration);
    pc.onicecandidate = ({ candidate }) => candidate && toPeer({ candidate: candidate.toJSON() });
    pc.ontrack = ({ streams }) => { remote.srcObject = streams[0]; };
    const stream = await navigator.mediaDevices.getUserMedia({ video: true });
    for (const track of stream.getTracks()) pc.addTrack(track, stream);
    if (isCaller) await describe();
  }
  async function describe() {
    await pc.setLocalDescription();
    await toPeer({ description: pc.localDescription.toJSON() });
  }
  async function fromPeer({ description, candidate }) {
    if (candidate) return await pc.addIceCandidate(candidate);
    await pc.setRemoteDescription(description);
    if (description.type === "offer") await describe();
  }
  async function look() {
    const stats = [...(await pc.getStats()).values()];
    const byId = (id) => stats.find((one) => one.id === id) ?? {};
    const pair = byId(stats.find(({ type }) => type === "transport")?.selectedCandidatePairId);
    const local = byId(pair.localCandidateId);
    return {
      state: pc.connectionState,
      frames: stats.find(({ type }) => type === "inbound-rtp")?.framesDecoded ?? 0,
      local: local.candidateType ?? null,
      remote: byId(pair.remoteCandidateId).candidateType ?? null,
      relayProtocol: local.relayProtocol ?? null,
      relays: stats.filter((one) =>
        one.type === "local-candidate" && one.candidateType === "relay").length,
    };
  }
</script>`;

Deno.serve({
  hostname: Deno.env.get("HOST") ?? "127.0.0.1",
  port: Number(Deno.env.get("PORT") ?? 8000),
}, () => new Response(page, { headers: { "content-type": "text/html" } }));
