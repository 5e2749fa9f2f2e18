// The descriptions of our interfaces for programs: REST as OpenAPI, the socket as AsyncAPI, made from the
// schemas of the protocol. Knows what is said of the routes and the commands; carries out none of them.

import type { AsyncApi, OpenApi } from "../../shared/api_documents.ts";
import { buildAsyncApi } from "./asyncapi.ts";
import { keepDocument, type Kept } from "./kept.ts";
import { buildOpenApi } from "./openapi.ts";

export interface ApiDocuments {
  openApi(): Kept<OpenApi>;
  asyncApi(): Kept<AsyncApi>;
}

/** The documents of a server. */
export function createApiDocuments(): ApiDocuments {
  return { openApi: keepDocument(buildOpenApi), asyncApi: keepDocument(buildAsyncApi) };
}
