// Tracks, and a browser's microphones and cameras, that can be refused, missing, busy or pulled out.

import type {
  DisplayOptions,
  LevelMeter,
  MediaFeature,
  MediaPort,
  VideoEffect,
} from "../../../lib/browser/ports.ts";

let counter = 0;

export class FakeTrack extends EventTarget {
  readonly id = `track-${++counter}`;
  enabled = true;
  muted = false;
  readyState: "live" | "ended" = "live";
  contentHint = "";
  /** Every applyConstraints(), and whether this browser can change an open microphone. */
  readonly applied: MediaTrackConstraints[] = [];
  isFixed = false;
  constructor(
    readonly kind: "audio" | "video",
    readonly deviceId = "",
    readonly label = "",
    readonly facingMode?: string,
  ) {
    super();
  }
  getSettings() {
    const facing = this.facingMode ? { facingMode: this.facingMode } : {};
    return this.kind === "video"
      ? { deviceId: this.deviceId, width: 1280, height: 720, ...facing }
      : { deviceId: this.deviceId, ...this.applied.at(-1) };
  }
  applyConstraints(constraints: MediaTrackConstraints) {
    if (!this.isFixed) this.applied.push(constraints);
    return Promise.resolve();
  }
  stop() {
    this.readyState = "ended";
  }
  /** Pulled out: only then comes "ended". */
  unplug() {
    this.readyState = "ended";
    this.dispatchEvent(new Event("ended"));
  }
  setMuted(isMuted: boolean) {
    this.muted = isMuted;
    this.dispatchEvent(new Event(isMuted ? "mute" : "unmute"));
  }
  get asTrack(): MediaStreamTrack {
    return this as unknown as MediaStreamTrack;
  }
}

export function createFakeTrack(kind: "audio" | "video", deviceId = ""): MediaStreamTrack {
  return new FakeTrack(kind, deviceId).asTrack;
}

export function createFakeStream(tracks: MediaStreamTrack[]): MediaStream {
  return { id: `stream-${++counter}`, getTracks: () => tracks } as unknown as MediaStream;
}

interface FakeDevice {
  readonly kind: MediaDeviceKind;
  readonly deviceId: string;
  readonly label: string;
  readonly groupId?: string;
  /** Which way a phone's camera looks. */
  readonly facingMode?: "user" | "environment";
}

export interface FakeMedia extends MediaPort {
  devices: FakeDevice[];
  /** Rejections by device, as the browser makes them. */
  readonly trouble: Partial<Record<"audio" | "video", DOMException>>;
  /** Devices that another program has. */
  readonly busy: Set<string>;
  readonly permissions: Record<"microphone" | "camera", PermissionState | null>;
  /** What may be used here; null where the browser does not tell. */
  policy: readonly MediaFeature[] | null;
  isFramed: boolean;
  /** Every call of getUserMedia, as the kinds it asked for. */
  readonly prompts: string[];
  readonly constraints: MediaStreamConstraints[];
  readonly tracks: FakeTrack[];
  /** While set, getUserMedia waits for `answer()`. */
  isSlow: boolean;
  answer(): void;
  /** What sharing a screen gives; a rejection where it is one. */
  display: ("audio" | "video")[] | DOMException;
  /** Every call of getDisplayMedia. */
  readonly displayOptions: DisplayOptions[];
  unplug(deviceId: string): void;
  plugIn(device: FakeDevice): void;
  watchers(): number;
}

export function createFakeMedia(): FakeMedia {
  const handlers = new Set<() => void>();
  const waiting: (() => void)[] = [];

  function choose(kind: "audio" | "video", constraint: MediaTrackConstraints): FakeTrack {
    const trouble = media.trouble[kind];
    if (trouble) throw trouble;
    const candidates = media.devices.filter((one) => one.kind === `${kind}input`);
    const wish = constraint.deviceId as { exact?: string; ideal?: string } | undefined;
    const facing = (constraint.facingMode as { exact: string } | undefined)?.exact;
    const wanted = facing
      ? candidates.find((one) => one.facingMode === facing)
      : candidates.find((one) => one.deviceId === (wish?.exact ?? wish?.ideal));
    if ((facing || wish?.exact) && !wanted) throw new DOMException("", "OverconstrainedError");
    const device = wanted ?? candidates[0];
    if (!device) throw new DOMException("Requested device not found", "NotFoundError");
    if (media.busy.has(device.deviceId)) throw new DOMException("", "NotReadableError");
    return new FakeTrack(kind, device.deviceId, device.label, device.facingMode);
  }

  const media: FakeMedia = {
    devices: [
      { kind: "audioinput", deviceId: "mic-1", label: "Microphone 1" },
      { kind: "audioinput", deviceId: "mic-2", label: "Microphone 2" },
      { kind: "videoinput", deviceId: "cam-1", label: "Camera 1" },
      { kind: "audiooutput", deviceId: "out-1", label: "Speaker 1" },
    ],
    trouble: {},
    busy: new Set(),
    permissions: { microphone: "prompt", camera: "prompt" },
    prompts: [],
    constraints: [],
    tracks: [],
    isSlow: false,
    async getUserMedia(constraints) {
      const kinds = (["audio", "video"] as const).filter((kind) => constraints[kind]);
      media.prompts.push(kinds.join("+"));
      media.constraints.push(constraints);
      if (media.isSlow) await new Promise<void>((resolve) => waiting.push(resolve));
      await Promise.resolve();
      const tracks = kinds.map((kind) => choose(kind, constraints[kind] as MediaTrackConstraints));
      media.tracks.push(...tracks);
      return { getTracks: () => tracks.map((track) => track.asTrack) };
    },
    display: ["video", "audio"],
    displayOptions: [],
    async getDisplayMedia(options) {
      media.displayOptions.push(options);
      if (media.isSlow) await new Promise<void>((resolve) => waiting.push(resolve));
      if (media.display instanceof DOMException) throw media.display;
      const tracks = media.display.map((kind) => new FakeTrack(kind, "screen"));
      media.tracks.push(...tracks);
      return { getTracks: () => tracks.map((track) => track.asTrack) };
    },
    enumerateDevices: () => Promise.resolve(media.devices),
    onDeviceChange(handle) {
      handlers.add(handle);
      return () => void handlers.delete(handle);
    },
    permission: (name) => Promise.resolve(media.permissions[name]),
    allows: (feature) => media.policy?.includes(feature) ?? null,
    policy: null,
    isFramed: false,
    answer() {
      for (const go of waiting.splice(0)) go();
    },
    unplug(deviceId) {
      media.devices = media.devices.filter((one) => one.deviceId !== deviceId);
      for (const handle of handlers) handle();
      for (const track of media.tracks) {
        if (track.deviceId === deviceId && track.readyState === "live") track.unplug();
      }
    },
    plugIn(device) {
      media.devices = [...media.devices, device];
      for (const handle of handlers) handle();
    },
    watchers: () => handlers.size,
  };
  return media;
}

/** A meter whose level a test sets. */
export function createFakeMeters() {
  const open = new Set<LevelMeter>();
  const meters = {
    level: 0,
    open,
    createMeter(_track: MediaStreamTrack): LevelMeter {
      const meter = { read: () => meters.level, close: () => void open.delete(meter) };
      open.add(meter);
      return meter;
    },
  };
  return meters;
}

/** An effect whose runs a test looks at; `isBroken` makes it fail to start. */
const never = <T>() => new Promise<T>(() => {});

export function createFakeEffects() {
  const runs: { source: MediaStreamTrack; track: FakeTrack }[] = [];
  const shown: (string | null)[] = [];
  const fake = {
    runs,
    shown,
    isBroken: false,
    /** Nothing is loaded, no first frame comes, or no question is answered. */
    hangs: null as "open" | "start" | "ask" | null,
    /** How long it says to be at its frame. */
    busyMs: 0,
    open: 0,
    fail: (_error: Error): void => {},
    create(onFailed: (error: Error) => void): VideoEffect {
      fake.open++;
      fake.fail = onFailed;
      return {
        open: () => fake.hangs === "open" ? never() : Promise.resolve(),
        askBusyMs: () => fake.hangs === "ask" ? never() : Promise.resolve(fake.busyMs),
        show: (picture) => Promise.resolve(void shown.push(picture)),
        start(source) {
          if (fake.isBroken) return Promise.reject(new Error("no WebGL"));
          if (fake.hangs === "start") return never();
          const track = new FakeTrack("video", "effect");
          runs.push({ source, track });
          return Promise.resolve({ track: track.asTrack, stop: () => track.stop() });
        },
        close: () => void fake.open--,
      };
    },
  };
  return fake;
}
