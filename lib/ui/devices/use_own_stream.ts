// A stream around one's own camera track, for a <video>; the same stream while the track is the same.

import { useMemo } from "preact/hooks";
import type { DeviceState } from "../../browser/call_api.ts";

export function useOwnStream(state: DeviceState): MediaStream | null {
  const track = state.kind === "on" ? state.track : null;
  return useMemo(() => track && new MediaStream([track]), [track]);
}
