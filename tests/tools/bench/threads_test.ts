// What /proc says of Chromium's threads, compared and grouped.

import assert from "node:assert/strict";
import {
  byProcess,
  byThread,
  groupOf,
  kindOf,
  parseStat,
  type Process,
  total,
} from "../../bench/call/threads.ts";

const stat = (name: string, user: number, system: number) =>
  `7 (${name}) S 1 7 7 0 -1 4194560 10 20 0 0 ${user} ${system} 500 600 20 0 5 0`;

const process = (kind: string, ticks: number, threads: [number, string, number][]): Process => ({
  kind,
  ticks,
  threads: new Map(threads.map(([tid, name, own]) => [tid, { name, ticks: own }])),
});

Deno.test("a name may hold brackets and spaces; what waited-for children spent is not counted", () => {
  assert.deepEqual(parseStat(stat("Chrome_ChildIOT", 120, 30)), {
    name: "Chrome_ChildIOT",
    ticks: 150,
  });
  assert.deepEqual(parseStat(stat("a) S 9 (b", 1, 2)), { name: "a) S 9 (b", ticks: 3 });
});

Deno.test("a process is told by its command line", () => {
  const of = (flags: string) => kindOf(`/usr/lib/chromium/chromium ${flags} --lang=en`);
  assert.equal(of("--no-sandbox"), "browser process");
  assert.equal(of("--type=renderer"), "pages");
  assert.equal(of("--type=gpu-process"), "GPU process");
  const utility = "--type=utility --utility-sub-type";
  assert.equal(of(`${utility}=network.mojom.NetworkService`), "network service");
  assert.equal(of(`${utility}=audio.mojom.AudioService`), "audio service");
  assert.equal(of(`${utility}=video_capture.mojom.VideoCaptureService`), "capture service");
  assert.equal(of(`${utility}=storage.mojom.StorageService`), "other processes");
  assert.equal(of("--type=zygote"), "other processes");
});

Deno.test("a thread belongs to a group by its name, cut off after 15 letters", () => {
  const groups = {
    "WebRTC_Signalin": "signalling thread",
    "WebRTC_W_and_N": "WebRTC worker and network thread",
    "ThreadPoolPrese": "encoder and decoder pool",
    "ThreadPoolAudio": "audio threads",
    "ThreadPoolForeg": "other pools",
    "AudioOutputDevi": "audio threads",
    "FakeAudioInput": "audio threads",
    "VideoFrameCompo": "video frame compositor",
    "Compositor": "compositor",
    "VizCompositorTh": "drawing thread",
    "Chrome_ChildIOT": "IPC thread",
    "Chrome_IOThread": "IPC thread",
    "something new": "other threads",
  };
  for (const [name, group] of Object.entries(groups)) {
    assert.equal(groupOf(name, false), group, name);
  }
  assert.equal(groupOf("chromium", true), "main thread");
});

Deno.test("what was spent between two looks: new processes and threads from nothing, ended ones in the sum", () => {
  const before = new Map([
    [
      10,
      process("pages", 100, [[10, "chromium", 40], [11, "ThreadPoolPrese", 30], [12, "gone", 20]]),
    ],
    [20, process("GPU process", 50, [[20, "chromium", 50]])],
  ]);
  const after = new Map([
    // 40 of main, 100 of the pool, 15 of a new thread, and 45 of one that is not there any more.
    [
      10,
      process("pages", 300, [[10, "chromium", 80], [11, "ThreadPoolPrese", 130], [13, "new", 15]]),
    ],
    [30, process("pages", 25, [[30, "chromium", 25]])],
  ]);
  assert.deepEqual([...byProcess(before, after)], [["pages", 2.25]]);
  const threads = byThread(before, after);
  assert.deepEqual(Object.fromEntries(threads), {
    "pages: main thread": 0.65,
    "pages: encoder and decoder pool": 1,
    "pages: other threads": 0.15,
    "pages: threads that ended": 0.45,
  });
  assert.equal(total(threads), total(byProcess(before, after)), "both ways come to the same");
});

Deno.test("who did nothing has no row", () => {
  const same = new Map([[10, process("pages", 100, [[10, "chromium", 40]])]]);
  assert.equal(byProcess(same, same).size, 0);
});
