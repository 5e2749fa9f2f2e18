// Devices, loudness, and the codecs a browser is to prefer.

import type { LevelMeter, MediaFeature, MediaPort } from "../ports.ts";

/** Null where the page is in no secure context, and for a browser without devices. */
export function createMediaPort(): MediaPort | null {
  const devices: MediaDevices | undefined = navigator.mediaDevices;
  // Where one of them is missing an extension took it away; without these there is nothing to ask.
  if (!devices?.getUserMedia || !devices.enumerateDevices) return null;
  return {
    getUserMedia: (constraints) => devices.getUserMedia(constraints),
    // Phones have no such method.
    ...("getDisplayMedia" in devices && {
      getDisplayMedia: (options) => devices.getDisplayMedia(options),
    }),
    enumerateDevices: () => devices.enumerateDevices(),
    onDeviceChange(handle) {
      devices.addEventListener("devicechange", handle);
      return () => devices.removeEventListener("devicechange", handle);
    },
    async permission(name) {
      try {
        return (await navigator.permissions.query({ name: name as PermissionName })).state;
      } catch {
        // Firefox before 131 does not know these names.
        return null;
      }
    },
    allows: (feature) => policyOf(document)?.allowsFeature(feature) ?? null,
    isFramed: parent !== window,
  };
}

/** Chromium's, of the time before the policy was renamed; no other browser has one. */
interface FeaturePolicy {
  allowsFeature(feature: MediaFeature): boolean;
}

function policyOf(page: Document & { readonly featurePolicy?: FeaturePolicy }) {
  return page.featurePolicy;
}

/**
 * Safari encodes H.264 in hardware and VP8, which it would offer first, on the processor: a phone in a
 * mesh gets hot and slow with it. The vendor is asked for, as no API tells what is in hardware.
 */
export function orderVideoCodecs(): readonly RTCRtpCodec[] | null {
  if (!navigator.vendor?.startsWith("Apple")) return null;
  return preferCodec("video", "h264");
}

/**
 * Each packet of a voice carries the one before it once more (RFC 2198): where one is lost, nothing is
 * heard of it. Costs some 27 kbit/s for each other person (docs/decisions/0016).
 */
export function orderVoiceCodecs(): readonly RTCRtpCodec[] | null {
  return preferCodec("audio", "red");
}

/** All codecs with this one first; null where the browser does not have it. */
function preferCodec(kind: "audio" | "video", name: string): readonly RTCRtpCodec[] | null {
  if (typeof RTCRtpReceiver !== "function") return null;
  const codecs = RTCRtpReceiver.getCapabilities?.(kind)?.codecs ?? [];
  const isIt = ({ mimeType }: RTCRtpCodec) => mimeType.toLowerCase() === `${kind}/${name}`;
  if (!codecs.some(isIt)) return null;
  return [...codecs.filter(isIt), ...codecs.filter((codec) => !isIt(codec))];
}

/** RMS amplitude of a track by an AnalyserNode (Web Audio API, section 1.8). */
export function createMeter(track: MediaStreamTrack): LevelMeter {
  const context = new AudioContext();
  const source = context.createMediaStreamSource(new MediaStream([track]));
  const analyser = context.createAnalyser();
  analyser.fftSize = 1_024;
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    read() {
      // Suspended until the page may make sound; "interrupted" in Safari while the phone rings or
      // another app has the microphone. Both have to be asked again.
      if (context.state !== "running") {
        context.resume().catch(() => {
          // Not yet: it is asked again with the next read.
        });
      }
      analyser.getFloatTimeDomainData(samples);
      return Math.sqrt(samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length);
    },
    close() {
      source.disconnect();
      void context.close();
    },
  };
}
