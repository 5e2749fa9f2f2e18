// The file channel to one person, once the code for files is loaded: frames in and out, and waiting
// while too much is on its way. Knows nothing of what the frames mean to a file.

import type { FileWire } from "../peer/mod.ts";
import { type FileCommand, readChunk, readCommand, writeChunk } from "./wire.ts";

/** Sending pauses above the first and goes on below the second, in bytes that wait to be sent. */
const highWater = 1_024 * 1_024;
const lowWater = 256 * 1_024;

export interface FileLineHandlers {
  onCommand(command: FileCommand): void;
  onChunk(id: number, content: Uint8Array<ArrayBuffer>): void;
  /** The channel is gone, and comes back only as another one. Said once. */
  onLost(): void;
}

export interface FileLine {
  /** Begins to listen, with what came before anybody did. */
  start(): void;
  tell(command: FileCommand): void;
  sendChunk(id: number, content: Uint8Array): void;
  /** Resolves when there is room for more, or when there never will be. */
  drained(): Promise<void>;
  /** Stops listening; the channel belongs to the connection. */
  close(): void;
}

/** Makes the line over a channel that is there; nothing happens before `start()`. */
export function createFileLine(wire: FileWire, handlers: FileLineHandlers): FileLine {
  const { channel } = wire;
  let waiting: (() => void)[] = [];
  let isClosed = false;

  function flush(): void {
    const ready = waiting;
    waiting = [];
    for (const go of ready) go();
  }

  function handleFrame(data: unknown): void {
    if (typeof data === "string") {
      const command = readCommand(data);
      if (command) handlers.onCommand(command);
    } else if (data instanceof ArrayBuffer) {
      const chunk = readChunk(data);
      if (chunk) handlers.onChunk(chunk.id, chunk.content);
    }
  }

  function close(): void {
    if (isClosed) return;
    isClosed = true;
    channel.onmessage = null;
    channel.onclose = null;
    channel.onbufferedamountlow = null;
    flush();
  }

  const isOpen = () => !isClosed && channel.readyState === "open";
  return {
    start() {
      channel.bufferedAmountLowThreshold = lowWater;
      channel.onbufferedamountlow = flush;
      channel.onmessage = ({ data }) => handleFrame(data);
      channel.onclose = () => {
        close();
        handlers.onLost();
      };
      for (const text of wire.takeEarly()) handleFrame(text);
    },
    tell(command) {
      if (isOpen()) channel.send(JSON.stringify(command));
    },
    sendChunk(id, content) {
      if (isOpen()) channel.send(writeChunk(id, content));
    },
    async drained() {
      while (isOpen() && channel.bufferedAmount > highWater) {
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
    close,
  };
}
