// Tasks one after the other, and none left waiting when the queue is closed. Knows not what they do.

interface Task {
  run(): Promise<void>;
  drop(): void;
}

export interface TaskQueue {
  /** Runs a task in its turn; `drop` is called instead where the queue is closed by then. */
  add(run: () => Promise<void>, drop?: () => void): void;
  /** Drops what waits, in its turn, and all that comes. */
  close(): void;
}

/** Makes an empty queue; `onIdle` is called whenever it has run empty. */
export function createTaskQueue(onIdle: () => void): TaskQueue {
  const waiting: Task[] = [];
  let isBusy = false;
  let isClosed = false;

  async function drain(): Promise<void> {
    isBusy = true;
    for (let task = waiting.shift(); task; task = waiting.shift()) {
      // Nobody is to wait for an answer that never comes.
      if (isClosed) task.drop();
      else await task.run();
    }
    isBusy = false;
    onIdle();
  }

  return {
    add(run, drop = () => {}) {
      if (isClosed) return drop();
      waiting.push({ run, drop });
      if (!isBusy) void drain();
    },
    close() {
      isClosed = true;
    },
  };
}
