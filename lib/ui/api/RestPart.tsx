// The REST side on the page, read from its OpenAPI document.

import type {
  Content,
  Named,
  OpenApi,
  Parameter,
  RestAnswer,
  RestOperation,
} from "../../shared/api_documents.ts";
import { useTextPart } from "../text/mod.ts";
import { apiEn } from "../text/en/api.ts";
import { Line, Prose, Sample } from "./Prose.tsx";
import { SchemaFields, SchemaList, SchemaType } from "./SchemaView.tsx";

const part = "rest";

interface Route {
  path: string;
  method: string;
  operation: RestOperation;
}

export function RestPart({ document }: { document: OpenApi }) {
  const text = useTextPart("api", apiEn);
  const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Route => ({ path, method, operation }))
  );
  return (
    <section class="stack" aria-labelledby={part}>
      <h2 id={part}>{text.rest}</h2>
      <Prose text={document.info.description} />
      {document.tags.map(({ name, description }) => (
        <section class="stack" key={name}>
          <h3 lang="en">{name}</h3>
          <p class="quiet">
            <Line text={description} />
          </p>
          <div class="api-list">
            {routes.filter(({ operation }) => operation.tags.includes(name)).map((route) => (
              <Operation key={route.operation.operationId} {...route} />
            ))}
          </div>
        </section>
      ))}
      <h3 id="rest-data">{text.data}</h3>
      <SchemaList schemas={Object.entries(document.components.schemas)} part={part} />
    </section>
  );
}

function Operation({ path, method, operation }: Route) {
  const text = useTextPart("api", apiEn);
  const { operationId, summary, description, security, parameters, requestBody, responses } =
    operation;
  return (
    <details>
      <summary>
        <code class="api-method" data-method={method}>{method.toUpperCase()}</code>
        <code class="api-name">{path}</code>
        <Line text={summary} />
      </summary>
      <div class="api-body" id={operationId}>
        <Prose text={description} />
        {security.length > 0 && <p class="quiet">{text.bearer}</p>}
        {parameters && (
          <>
            <h4>{text.parameters}</h4>
            <ul class="api-fields">
              {parameters.map((parameter) => <Given key={parameter.name} {...parameter} />)}
            </ul>
          </>
        )}
        {requestBody && (
          <>
            <h4>{text.body}</h4>
            <Body content={requestBody.content} />
          </>
        )}
        <h4>{text.answers}</h4>
        <ul class="api-answers">
          {Object.entries(responses).map(([status, answer]) => (
            <li key={status}>
              <Answer status={status} answer={answer} />
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}

function Given(parameter: Parameter) {
  const text = useTextPart("api", apiEn);
  const { name, schema, required, description, example } = parameter;
  return (
    <li>
      <p class="api-field">
        <code class="api-name">{name}</code>
        <SchemaType schema={schema} part={part} />
        <span class="quiet">{parameter.in === "path" ? text.inPath : text.inHeader}</span>
        {!required && <span class="quiet">{text.optional}</span>}
      </p>
      <p class="quiet">
        <Line text={description} />
      </p>
      {example && (
        <p class="quiet">
          {text.example}: <code lang="en">{example}</code>
        </p>
      )}
    </li>
  );
}

function Answer({ status, answer }: { status: string; answer: RestAnswer }) {
  const headers = Object.keys(answer.headers ?? {});
  return (
    <>
      <p class="api-field">
        <code class="api-status" data-kind={status.at(0)}>{status}</code>
        {headers.map((name) => <code class="api-type" key={name}>{name}</code>)}
      </p>
      <Prose text={answer.description} />
      {answer.content && (status.startsWith("2")
        ? <Body content={answer.content} />
        : <Type content={answer.content} />)}
    </>
  );
}

/** The schema; which media type it is where that is not JSON, as nearly everything is. */
function Type({ content }: { content: Content }) {
  return (
    <>
      {Object.entries(content).map(([mediaType, { schema }]) => (
        <p class="api-field" key={mediaType}>
          {mediaType !== "application/json" && <code>{mediaType}</code>}
          <SchemaType schema={schema} part={part} />
        </p>
      ))}
    </>
  );
}

function Body({ content }: { content: Content }) {
  const text = useTextPart("api", apiEn);
  const examples: Named<{ value: unknown }>[] = Object.values(content)
    .flatMap((one) => one.examples ? [one.examples] : []);
  return (
    <>
      <Type content={content} />
      {Object.values(content).map(({ schema }, at) => (
        <SchemaFields key={at} schema={schema} part={part} />
      ))}
      {examples.flatMap((named) => Object.entries(named)).map(([name, { value }]) => (
        <details class="api-example" key={name}>
          <summary>{text.example}</summary>
          <Sample value={value} />
        </details>
      ))}
    </>
  );
}
