// The description of the REST side, OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0), from the table of
// its operations and the schemas of the protocol. Knows no host: it is read wherever it is served.

import project from "../../../deno.json" with { type: "json" };
import { type ErrorId, errorIds, refusal } from "../../shared/errors.ts";
import type {
  Content,
  Example,
  Named,
  OpenApi,
  Parameter,
  RestAnswer,
  RestOperation,
} from "../../shared/api_documents.ts";
import { userId } from "./examples.ts";
import { refTo } from "./json_schemas.ts";
import { addAnswers } from "./rest_answers.ts";
import type { Operation, ParameterName } from "./operation.ts";
import { restOperations } from "./rest_operations.ts";
import { addRestWords, createVocabulary } from "./vocabulary.ts";

const parameters: Readonly<Record<ParameterName, Parameter>> = {
  user_id: {
    name: "user_id",
    in: "path",
    required: true,
    description:
      "A UUID that a browser makes once and keeps. It is a secret: whoever has it is that user.",
    schema: { type: "string", format: "uuid" },
    example: userId,
  },
  meeting_id: {
    name: "meeting_id",
    in: "path",
    required: true,
    description: "The number of the meeting: nine digits, the first of them not 0.",
    schema: { type: "string", pattern: "^[1-9][0-9]{8}$" },
    example: "123456789",
  },
  name: {
    name: "name",
    in: "path",
    required: true,
    description: "As whom one is about to join: 1 to 64 characters that can be seen.",
    schema: { type: "string", minLength: 1 },
    example: "Bo",
  },
  passcode: {
    name: "X-Meeting-Passcode",
    in: "header",
    required: false,
    description:
      "Of a meeting with a passcode. A header holds ASCII only: send other characters, and " +
      "% itself, percent-encoded (RFC 3986, section 2.1).",
    schema: { type: "string" },
    example: "two%20words",
  },
  link: {
    name: "X-Meeting-Link",
    in: "header",
    required: false,
    description: "The `link_key` of a meeting that is `link_only`.",
    schema: { type: "string" },
  },
  key: {
    name: "X-Organizer-Key",
    in: "header",
    required: false,
    description: "The `organizer_key` that making the meeting gave, for who is not its user.",
    schema: { type: "string" },
  },
  entry: {
    name: "X-Entry-Token",
    in: "header",
    required: false,
    description:
      "A token of the operator's own sign-in, where the server asks for one. A cookie `conflux_entry` is " +
      "as good.",
    schema: { type: "string" },
  },
  wanted: {
    name: "X-Organizer-Key",
    in: "header",
    required: false,
    description: "Where it is there, with any value, the answer has an `organizer_key`.",
    schema: { type: "string" },
    example: "wanted",
  },
};

const headers = {
  "Retry-After": {
    description: "Whole seconds until the next try may succeed.",
    schema: { type: "integer", minimum: 1 },
  },
  "WWW-Authenticate": {
    description: "How to show a token (RFC 6750, section 3).",
    schema: { type: "string" },
  },
  "X-Request-Id": {
    description: "Under which the failure stands in the server's log.",
    schema: { type: "string" },
  },
} as const;

const tags = [
  { name: "Beginning", description: "Before anything else." },
  { name: "Meetings", description: "Making meetings, planning them, looking at them." },
  { name: "Operation", description: "For who runs the server." },
  { name: "Descriptions", description: "What programs read of the interfaces." },
] as const satisfies readonly { name: Operation["tag"]; description: string }[];

/** Makes the document. */
export function buildOpenApi(): OpenApi {
  const vocabulary = createVocabulary();
  addRestWords(vocabulary);
  addAnswers(vocabulary);
  return {
    openapi: "3.1.0",
    info: {
      title: "ConFlux REST API",
      version: project.version,
      summary: "Makes meetings, looks at them, and begins.",
      description:
        "Every answer but the descriptions and the numbers is JSON that is not to be kept. A " +
        "failure has its HTTP status and a body with a stable `error`. HEAD is answered as GET without a " +
        "body; any other method is 405 `METHOD_NOT_ALLOWED` with `Allow`.\n\nWhat happens in a meeting " +
        "goes over the socket: see `/asyncapi.json`.",
      license: { name: project.license, identifier: project.license },
    },
    servers: [{ url: "/", description: "Where this description is served." }],
    tags,
    paths: mapValues(restOperations, (methods) => mapValues(methods, describeOperation)),
    components: {
      schemas: vocabulary.toJson("draft-2020-12"),
      headers,
      securitySchemes: {
        token: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "JWT",
          description: "The `token` of /config.",
        },
        adminToken: {
          type: "http",
          scheme: "bearer",
          description: "What the operator has set as `CONFLUX_ADMIN_TOKEN`.",
        },
        metricsToken: {
          type: "http",
          scheme: "bearer",
          description: "What the operator has set as `CONFLUX_METRICS_TOKEN`.",
        },
      },
    },
  };
}

function mapValues<K extends string, A, B>(
  values: Readonly<Partial<Record<K, A>>>,
  change: (value: A) => B,
): Record<K, B>;
function mapValues<A, B>(values: Named<A>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}

function describeOperation(operation: Operation): RestOperation {
  const { id, tag, summary, description, security, body, answer } = operation;
  return {
    operationId: id,
    tags: [tag],
    summary,
    description,
    security: security ? [{ [security]: [] }] : [],
    ...(operation.parameters
      ? { parameters: operation.parameters.map((name) => parameters[name]) }
      : {}),
    ...(body
      ? { requestBody: { required: true, content: json(body.schema, { example: body.example }) } }
      : {}),
    responses: { "200": describeAnswer(answer), ...describeRefusals(operation) },
  };
}

function describeAnswer(answer: Operation["answer"]): RestAnswer {
  return {
    description: "It is done.",
    content: "schema" in answer ? json(answer.schema, { example: answer.example }) : {
      [answer.mediaType]: {
        schema: answer.mediaType === "text/plain" ? { type: "string" } : { type: "object" },
      },
    },
  };
}

function json(schema: string, examples: Named<object>): Content {
  const named = Object.entries(examples).map((
    [name, value],
  ): [string, Example] => [name, { value }]);
  return { "application/json": { schema: refTo(schema), examples: Object.fromEntries(named) } };
}

/** The refusals of an operation by their status, as OpenAPI has one answer for each. */
function describeRefusals({ answer, refusals }: Operation): Record<string, RestAnswer> {
  const ids = errorIds.filter((id) => id === "INTERNAL" || refusals.includes(id));
  const byStatus = Map.groupBy(ids, (id) => refusal(id).status);
  const isReadiness = "schema" in answer && answer.schema === "Ready";
  return Object.fromEntries(
    [...byStatus].map(([status, ids]) => [
      String(status),
      isReadiness && status === 503 ? notReady : describeRefusal(status, ids),
    ]),
  );
}

function describeRefusal(status: number, ids: readonly ErrorId[]): RestAnswer {
  const names = [
    ...(ids.includes("RATE_LIMITED") ? ["Retry-After"] : []),
    ...(ids.includes("UNAUTHORIZED") ? ["WWW-Authenticate"] : []),
    ...(status >= 500 ? ["X-Request-Id"] : []),
  ];
  const refs = names.map((name) => [name, { $ref: `#/components/headers/${name}` }]);
  return {
    description: ids.map((id) => `\`${id}\`: ${refusal(id).message}`).join("\n\n"),
    ...(names.length > 0 ? { headers: Object.fromEntries(refs) } : {}),
    content: {
      "application/json": {
        schema: {
          ...refTo("Refusal"),
          properties: { code: { const: status }, error: { enum: [...ids] } },
        },
        examples: Object.fromEntries(ids.map((id) => [id, { value: bodyOf(id) }])),
      },
    },
  };
}

function bodyOf(id: ErrorId) {
  const { status: code, message: msg, error } = refusal(id);
  return { code, msg, error };
}

const notReady: RestAnswer = {
  description: `\`UNAVAILABLE\`: ${refusal("UNAVAILABLE").message}`,
  headers: { "X-Request-Id": { $ref: "#/components/headers/X-Request-Id" } },
  content: json("NotReady", { store: { ...bodyOf("UNAVAILABLE"), why: "store" } }),
};
