// The description of the socket, as it is made; tests/http/api_test.ts holds it against a server.

import assert from "node:assert/strict";
import { Ajv } from "ajv";
import specification from "@asyncapi/specs/schemas/3.0.0-without-$id.json" with { type: "json" };
import fc from "fast-check";
import { buildAsyncApi } from "../../../lib/server/api/asyncapi.ts";
import { anyRefusals, commands } from "../../../lib/server/api/socket_commands.ts";
import { parseFrame } from "../../../lib/server/socket/frames.ts";
import {
  ClientMessage,
  closeCodes,
  type CommandType,
  DirectEvent,
  RoomBroadcast,
} from "../../../lib/shared/protocol/mod.ts";
import { emptyRoom, type RoomEvent } from "../../../lib/shared/room/state.ts";
import { reduceRoom } from "../../../lib/shared/room/rules.ts";
import { anyEvent } from "../../fakes/any_event.ts";
import { lookUp, readDescribed, refsIn } from "../../fakes/described.ts";
import { damage } from "../../fakes/mutations.ts";
import { createRandom } from "../../fakes/random.ts";
import { meetingOf } from "../../fakes/rooms.ts";

const document = buildAsyncApi();
const { messages, schemas } = document.components;

Deno.test("[O11] the description of the socket is AsyncAPI 3.0", () => {
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  const validate = ajv.compile(specification);
  assert.ok(validate(JSON.parse(JSON.stringify(document))), ajv.errorsText(validate.errors));
  const broken = JSON.parse(JSON.stringify(document));
  broken.operations.chat.action = "shout";
  assert.equal(validate(broken), false);
});

Deno.test("[O11] every reference leads somewhere, and every schema and message is referred to", () => {
  const refs = refsIn(document);
  assert.deepEqual(refs.filter((ref) => lookUp(document, ref) === undefined), []);
  const isUsed = (ref: string) => refs.includes(ref);
  assert.deepEqual(
    Object.keys(schemas).filter((key) => !isUsed(`#/components/schemas/${key}`)),
    [],
  );
  const inOperations = new Set(refsIn(document.operations));
  const unused = Object.keys(messages).filter((key) =>
    !inOperations.has(`#/channels/signalling/messages/${key}`)
  );
  assert.deepEqual(unused, []);
});

/** The types of a union of messages. */
const typesOf = (
  union: {
    def: { options: readonly { def: { shape: { type: { def: { values: string[] } } } } }[] };
  },
) => union.def.options.flatMap((option) => option.def.shape.type.def.values);

Deno.test("[O11] every message of the protocol is described, and no other", () => {
  const commandTypes = typesOf(ClientMessage);
  const eventTypes = [...typesOf(RoomBroadcast), ...typesOf(DirectEvent)];
  const expected = [
    ...commandTypes.flatMap((type) => [`command.${type}`, `reply.${type}`, `refusal.${type}`]),
    ...eventTypes.map((type) => `event.${type}`),
  ].filter((key) => key !== "reply.PING");
  assert.deepEqual(Object.keys(messages).toSorted(), expected.toSorted());
  assert.equal(commandTypes.length, 17);
  assert.equal(eventTypes.length, 13);
  for (const [key, { name, payload }] of Object.entries(messages)) {
    const type = key.replace(/^\w+\./, "");
    assert.equal(name, /^(reply|refusal)/.test(key) ? `RES_${type}` : type);
    assert.equal(lookUp(document, `${payload.$ref}/properties/type/const`), name);
  }
  const byAction = Map.groupBy(Object.values(document.operations), ({ action }) => action);
  assert.equal(byAction.get("receive")?.length, commandTypes.length);
  assert.equal(byAction.get("send")?.length, eventTypes.length);
  assert.ok(byAction.get("receive")?.every(({ reply }) => reply && reply.messages.length > 1));
});

Deno.test("[O11] every example is as its schema says, and commands are taken by the server", () => {
  const described = readDescribed(document, { dialect: "draft-07", isWhole: true });
  for (const [key, { examples = [], payload }] of Object.entries(messages)) {
    assert.ok(examples.length > 0, `${key} has an example`);
    for (const example of examples) {
      const wrong = described.wrongWith(payload.$ref, example.payload);
      assert.equal(wrong, null, `${key}: ${wrong}`);
      if (key.startsWith("command.")) {
        assert.ok(parseFrame(JSON.stringify(example.payload)).ok, key);
      }
    }
  }
});

Deno.test("[O11] whatever the server takes is as the description says", () => {
  const described = readDescribed(document, { dialect: "draft-07" });
  const examples = Object.values(messages).filter(({ payload }) =>
    payload.$ref.includes("/command.")
  )
    .flatMap(({ examples = [] }) => examples.map(({ payload }) => payload));
  let taken = 0;
  let refused = 0;
  const random = createRandom(7);
  for (let round = 0; round < 500; round++) {
    for (const example of examples) {
      const frame = damage({ ...example }, random);
      if (typeof frame !== "string") continue;
      const parsed = parseFrame(frame);
      if (!parsed.ok) refused += 1;
      else {
        taken += 1;
        const pointer = `#/components/schemas/command.${parsed.message.type}`;
        const wrong = described.wrongWith(pointer, JSON.parse(frame));
        assert.equal(wrong, null, `${frame.slice(0, 300)}: ${wrong}`);
      }
    }
  }
  assert.ok(taken > 1_000 && refused > 1_000, `${taken} taken, ${refused} refused`);
});

const commandOf: Partial<Record<RoomEvent["type"], CommandType>> = {
  "join": "JOIN_MEETING",
  "resume": "RESUME_MEETING",
  "leave": "LEAVE_MEETING",
  "finish": "FINISH_MEETING",
  "update": "UPDATE_USER_STATE",
  "remove": "REMOVE_USER",
  "allow": "ALLOW_USER",
  "admit": "ADMIT_USER",
  "deny": "DENY_USER",
  "lock": "LOCK_MEETING",
  "lobby": "SET_LOBBY",
  "ask-unmute": "ASK_TO_UNMUTE",
  "chat": "CHAT",
  "react": "REACT",
};

Deno.test("[O11] a room refuses a command for the described reasons only", () => {
  const seen = new Map<CommandType, Set<string>>();
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 60 }), fc.boolean(), (events, lobby) => {
      let room = emptyRoom(meetingOf({ lobby }));
      for (const event of events) {
        const [next, effects] = reduceRoom(room, event);
        room = next;
        const type = commandOf[event.type];
        for (const effect of effects) {
          if (effect.type !== "refuse" || !type) continue;
          const { error } = effect.refusal;
          const refusals = [...commands[type].refusals, ...anyRefusals];
          assert.ok(refusals.includes(error), `${type}: ${error}`);
          seen.set(type, (seen.get(type) ?? new Set()).add(error));
        }
      }
    }),
    { numRuns: 1_500, seed: 42 },
  );
  assert.ok(seen.size >= 10, [...seen.keys()].join());
  const reasons = [...seen].flatMap(([type, errors]) => [...errors].map((one) => `${type} ${one}`));
  assert.ok(reasons.length >= 15, reasons.join());
});

Deno.test("[O11] every close code is in the description", () => {
  const text = document.channels.signalling?.description ?? "";
  const told = [...text.matchAll(/^- `(\d+)`: .{10,}$/gm)].map(([, code]) => Number(code));
  assert.deepEqual(told, Object.values(closeCodes).toSorted((a, b) => a - b));
});

Deno.test("[O11] the description knows no host", () => {
  assert.equal("servers" in document, false);
  assert.doesNotMatch(JSON.stringify(document), /wss?:\/\/|https?:\/\/|localhost/);
});
