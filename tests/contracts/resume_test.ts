import { createMemoryHub } from "../../lib/server/stores/memory.ts";
import { testResume } from "./resume_contract.ts";

testResume("memory", () => {
  const hub = createMemoryHub();
  const { lose } = hub;
  return Promise.resolve({
    open: () => Promise.resolve(hub.open()),
    lose,
    dispose: () => Promise.resolve(),
  });
}, { cutPoints: 1_000, chaosRuns: 10 });
