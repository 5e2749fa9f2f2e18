// Owns the life of esbuild's child process: a build starts one and waits until it is gone, so that it
// can be part of a test run with sanitizers, and a finished build ends at once.

import childProcess, { type ChildProcess } from "node:child_process";
import * as esbuild from "esbuild";

/** Runs one build; when it returns, esbuild's process has ended. */
export async function runEsbuild<Options extends esbuild.BuildOptions>(
  options: Options & esbuild.SameShape<esbuild.BuildOptions, Options>,
): Promise<esbuild.BuildResult<Options>> {
  const exits: (() => Promise<void>)[] = [];
  const restoreSpawn = watchSpawn((child) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    child.once("exit", () => resolve());
    exits.push(() => {
      // esbuild lets its process be forgotten; to wait for it, it has to count again.
      child.ref();
      return promise;
    });
  });
  try {
    return await esbuild.build<Options>(options);
  } finally {
    restoreSpawn();
    await esbuild.stop();
    await Promise.all(exits.map((exit) => exit()));
  }
}

// esbuild.stop() kills its process without waiting for it and gives no handle to it. esbuild is a
// CommonJS module, so it calls `spawn` on the same object as the default import here.
function watchSpawn(onSpawn: (child: ChildProcess) => void): () => void {
  const { spawn } = childProcess;
  const watched = (...args: Parameters<typeof spawn>): ChildProcess => {
    const child = spawn(...args);
    onSpawn(child);
    return child;
  };
  Object.assign(childProcess, { spawn: watched });
  return () => void Object.assign(childProcess, { spawn });
}
