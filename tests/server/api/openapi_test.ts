// The description of the REST side, as it is made; tests/http/api_test.ts holds it against a server.

import assert from "node:assert/strict";
import { Validator } from "@seriousme/openapi-schema-validator";
import { buildOpenApi } from "../../../lib/server/api/openapi.ts";
import { errorIds, refusal } from "../../../lib/shared/errors.ts";
import { lookUp, readDescribed, refsIn, step } from "../../fakes/described.ts";

const document = buildOpenApi();

Deno.test("[O10] the description of REST is OpenAPI 3.1", async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(JSON.parse(JSON.stringify(document)));
  assert.ok(valid, JSON.stringify(errors));
  assert.equal(validator.version, "3.1");
  const broken = JSON.parse(JSON.stringify(document));
  broken.paths["/healthz"].get.responses = [];
  assert.equal((await validator.validate(broken)).valid, false);
});

Deno.test("[O10] every reference leads somewhere, and every schema is referred to", () => {
  const refs = refsIn(document);
  assert.deepEqual(refs.filter((ref) => lookUp(document, ref) === undefined), []);
  const named = Object.keys(document.components.schemas);
  assert.deepEqual(named.filter((name) => !refs.includes(`#/components/schemas/${name}`)), []);
  assert.ok(named.length >= 15);
});

Deno.test("[O10] every example is as its schema says", () => {
  const described = readDescribed(document, { dialect: "2020-12", isWhole: true });
  let checked = 0;
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const at = `#/paths/${step(path)}/${method}`;
      const bodies = [
        ...operation.requestBody ? [[`${at}/requestBody`, operation.requestBody] as const] : [],
        ...Object.entries(operation.responses).map(([status, answer]) =>
          [`${at}/responses/${status}`, answer] as const
        ),
      ];
      for (const [pointer, { content = {} }] of bodies) {
        for (const [type, { examples = {} }] of Object.entries(content)) {
          for (const [name, { value }] of Object.entries(examples)) {
            const wrong = described.wrongWith(`${pointer}/content/${step(type)}/schema`, value);
            assert.equal(wrong, null, `${pointer} ${name}: ${wrong}`);
            checked += 1;
          }
        }
      }
    }
  }
  assert.ok(checked > 40, `only ${checked} examples`);
});

Deno.test("[O10] refusals have the status and the sentence of the table, and INTERNAL is everywhere", () => {
  const known = new Set<string>(errorIds);
  for (const methods of Object.values(document.paths)) {
    for (const { operationId, responses } of Object.values(methods)) {
      assert.ok("500" in responses, operationId);
      for (const [status, { content, description }] of Object.entries(responses)) {
        if (status === "200") continue;
        const schema = JSON.stringify(content?.["application/json"]?.schema);
        const ids = errorIds.filter((id) => description.includes(`\`${id}\``));
        assert.ok(ids.length > 0 && ids.every((id) => known.has(id)), description);
        for (const id of ids) {
          assert.equal(String(refusal(id).status), status);
          assert.ok(description.includes(refusal(id).message));
          assert.ok(schema.includes(id) || schema.includes("NotReady"), schema);
        }
      }
    }
  }
});

Deno.test("[O10] the description knows no host", () => {
  assert.deepEqual(document.servers.map(({ url }) => url), ["/"]);
  assert.doesNotMatch(JSON.stringify(document), /https?:\/\/|localhost/);
});
