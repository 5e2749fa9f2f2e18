// The descriptions of our interfaces for a person. Rendered on the server only, and without a script: what
// is long is folded up, and opens when a link leads into it.

import type { AsyncApi, OpenApi } from "../../shared/api_documents.ts";
import { PageHead } from "../base/PageHead.tsx";
import { useTextPart } from "../text/mod.ts";
import { apiEn } from "../text/en/api.ts";
import { RestPart } from "./RestPart.tsx";
import { SocketPart } from "./SocketPart.tsx";

const restPath = "/openapi.json";
const socketPath = "/asyncapi.json";

interface ApiPageProps {
  rest: OpenApi;
  socket: AsyncApi;
}

export function ApiPage({ rest, socket }: ApiPageProps) {
  const text = useTextPart("api", apiEn);
  const contents = [
    ["rest", text.rest],
    ["socket", text.socket],
    ["commands", text.commands],
    ["events", text.events],
  ] as const;
  return (
    <div class="page">
      <PageHead />
      <main class="api-page">
        <h1>{text.title}</h1>
        <p class="lead">{text.lead}</p>
        <p class="quiet">{text.english}</p>
        <p>
          {text.forPrograms}: <a href={restPath}>{restPath}</a>,{" "}
          <a href={socketPath}>{socketPath}</a>
        </p>
        <nav class="api-contents" aria-label={text.contents}>
          {contents.map(([anchor, title]) => <a key={anchor} href={`#${anchor}`}>{title}</a>)}
        </nav>
        <RestPart document={rest} />
        <SocketPart document={socket} />
      </main>
    </div>
  );
}
