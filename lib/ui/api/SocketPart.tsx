// The socket on the page, read from its AsyncAPI document.

import type {
  AsyncApi,
  JsonSchema,
  Ref,
  SocketMessage,
  SocketOperation,
} from "../../shared/api_documents.ts";
import { useTextPart } from "../text/mod.ts";
import { apiEn } from "../text/en/api.ts";
import { Line, Prose, Sample } from "./Prose.tsx";
import { SchemaFields, SchemaList } from "./SchemaView.tsx";

const part = "socket";

export function SocketPart({ document }: { document: AsyncApi }) {
  const text = useTextPart("api", apiEn);
  const { channels, operations, components } = document;
  const all = Object.entries(operations);
  const received = all.filter(([, { action }]) => action === "receive");
  const sent = all.filter(([, { action }]) => action === "send");
  // What is a message whole stands with it.
  const payloads = new Set(Object.values(components.messages).map(({ payload }) => keyOf(payload)));
  const data = Object.entries(components.schemas).filter(([name]) => !payloads.has(name));
  return (
    <section class="stack" aria-labelledby={part}>
      <h2 id={part}>{text.socket}</h2>
      <Prose text={document.info.description} />
      {Object.entries(channels).map(([name, channel]) => (
        <section class="stack" key={name}>
          <p class="api-field">
            <code class="api-method">{channel.bindings.ws.method}</code>
            <code class="api-name">{channel.address}</code>
          </p>
          <Prose text={channel.description} />
        </section>
      ))}
      <h3 id="commands">{text.commands}</h3>
      <Operations operations={received} document={document} />
      <h3 id="events">{text.events}</h3>
      <Operations operations={sent} document={document} />
      <h3 id="socket-data">{text.data}</h3>
      <SchemaList schemas={data} part={part} />
    </section>
  );
}

const keyOf = ({ $ref }: Ref) => $ref.split("/").at(-1) ?? "";

interface OperationsProps {
  operations: [string, SocketOperation][];
  document: AsyncApi;
}

function Operations({ operations, document }: OperationsProps) {
  return (
    <div class="api-list">
      {operations.map(([name, operation]) => (
        <Operation key={name} {...{ name, operation, document }} />
      ))}
    </div>
  );
}

/** A message, and the schema of all of it. */
function lookUp(ref: Ref, { components }: AsyncApi): [SocketMessage, JsonSchema][] {
  const message = components.messages[keyOf(ref)];
  const schema = message && components.schemas[keyOf(message.payload)];
  return schema ? [[message, schema]] : [];
}

interface OperationProps {
  name: string;
  operation: SocketOperation;
  document: AsyncApi;
}

function Operation({ name, operation, document }: OperationProps) {
  const text = useTextPart("api", apiEn);
  const messages = operation.messages.flatMap((ref) => lookUp(ref, document));
  const replies = operation.reply?.messages.flatMap((ref) => lookUp(ref, document)) ?? [];
  return (
    <details>
      <summary>
        {messages.map(([message]) => <code class="api-name" key={message.name}>{message.name}
        </code>)}
        <Line text={operation.summary} />
      </summary>
      <div class="api-body" id={name}>
        {operation.description && <Prose text={operation.description} />}
        {messages.map(([message, schema]) => (
          <Message key={message.name} message={message} schema={schema} />
        ))}
        {replies.length > 0 && <h4>{text.replies}</h4>}
        {replies.map(([message, schema]) => (
          <details class="api-example" key={message.title}>
            <summary>
              <code class="api-name">{message.name}</code> <Line text={message.title} />
            </summary>
            <div class="stack">
              <p class="quiet">
                <Line text={message.summary} />
              </p>
              <Message message={message} schema={schema} />
            </div>
          </details>
        ))}
      </div>
    </details>
  );
}

function Message({ message, schema }: { message: SocketMessage; schema: JsonSchema }) {
  const text = useTextPart("api", apiEn);
  return (
    <>
      <p class="api-label">{text.fields}</p>
      <SchemaFields schema={schema} part={part} />
      {message.examples?.map(({ payload }, at) => (
        <div class="stack" key={at}>
          <p class="api-label">{text.example}</p>
          <Sample value={payload} />
        </div>
      ))}
    </>
  );
}
