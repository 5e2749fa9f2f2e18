// The dashboard and the alert rules ask for metrics that there are, with labels that they have.

import assert from "node:assert/strict";
import { createMetrics } from "../../lib/server/metrics/mod.ts";

const file = (name: string) =>
  Deno.readTextFile(new URL(`../../docs/monitoring/${name}`, import.meta.url));

async function exported(): Promise<{ names: Set<string>; labels: Map<string, Set<string>> }> {
  const metrics = createMetrics({
    version: "1",
    look: () => ({
      rooms: 1,
      participants: 1,
      sockets: { unauthenticated: 0, idle: 0, waiting: 0, joined: 1 },
      memory: { rss: 1, heapUsed: 1, heapTotal: 1 },
    }),
  });
  metrics.noteCommand("CHAT", "ok", 0.1);
  metrics.noteStore("commit", 0.1, false);
  metrics.noteBusLag(0.1);
  metrics.noteLoopDelay(0.1);
  metrics.noteWebhook("delivered");
  metrics.noteLink({ path: "direct", first_frame_ms: 1, longest_freeze_ms: 1 });
  const names = new Set<string>();
  const labels = new Map<string, Set<string>>();
  for (const line of (await metrics.read()).split("\n")) {
    const [, name, set] = /^(conflux_\w+)(?:\{(.*)\})? /.exec(line) ?? [];
    if (!name) continue;
    names.add(name);
    const known = labels.get(name) ?? new Set();
    for (const [, label] of (set ?? "").matchAll(/(\w+)="/g)) known.add(label ?? "");
    labels.set(name, known);
  }
  return { names, labels };
}

/** Each metric that is asked for, with the labels that pick among its series. */
function asked(text: string): { name: string; picked: string[] }[] {
  return [...text.matchAll(/(conflux_\w+)(?:\{([^}]*)\})?/g)].map(([, name = "", picks = ""]) => ({
    name,
    picked: [...picks.matchAll(/(\w+)(?:=~|!=|=)/g)].map(([, label]) => label ?? ""),
  }));
}

for (const name of ["alerts.yaml", "dashboard.json"]) {
  Deno.test(`[F18] ${name} asks for metrics and labels that there are`, async () => {
    const { names, labels } = await exported();
    const text = await file(name);
    const isJson = name.endsWith(".json");
    if (isJson) JSON.parse(text);
    const all = asked(isJson ? text.replaceAll('\\"', '"') : text);
    assert.ok(all.length >= 7);
    for (const { name: metric, picked } of all) {
      assert.ok(names.has(metric), metric);
      for (const label of picked) assert.ok(labels.get(metric)?.has(label), `${metric}{${label}}`);
    }
  });
}

Deno.test("[F18] the documents name every metric", async () => {
  const { names } = await exported();
  const guide = await Deno.readTextFile(new URL("../../docs/DEPLOY.md", import.meta.url));
  for (const name of names) {
    const base = name.replace(/_(bucket|sum|count)$/, "");
    const isNamed = guide.includes(base) || guide.includes(base.replace("conflux", ""));
    assert.ok(isNamed, base);
  }
});
