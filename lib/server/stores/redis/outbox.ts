// Letters in a stream of Redis, carried by one server at a time: the one that asked, until it asks no more.

import * as z from "zod/mini";
import type { Letter, Outbox } from "../store.ts";
import type { RedisLink } from "./link.ts";
import { lettersScript, releaseScript } from "./scripts.ts";

const Letters = z.array(z.tuple([z.string(), z.array(z.string())]));

/** A server that carries letters asks more often than this, also while a receiver takes its time. */
const holdMs = 15_000;

/** Makes the outbox; `node` is the name of this server now. */
export function createRedisOutbox(link: RedisLink, prefix: string, node: () => string): Outbox {
  /** Where in the stream a letter stands that was taken. */
  const places = new Map<string, string>();
  return {
    async take(limit) {
      const args = [node(), String(holdMs), String(limit)];
      const entries = Letters.parse(await link.script(lettersScript, [prefix], args));
      places.clear();
      return entries.map(([place, [, text = ""]]) => {
        const letter: Letter = JSON.parse(text);
        places.set(letter.id, place);
        return letter;
      });
    },
    async drop(id) {
      const place = places.get(id);
      if (place) await link.command(["XDEL", `${prefix}letters`, place]);
    },
    async release() {
      await link.script(releaseScript, [prefix], [node()]);
    },
  };
}
