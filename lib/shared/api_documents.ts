// The forms of the two descriptions of our interfaces that programs read: OpenAPI 3.1 for REST, AsyncAPI
// 3.0 for the socket. Of each as much as we use. Types only; lib/server/api makes the documents.

import type { core } from "zod/mini";

export type JsonSchema = core.JSONSchema.JSONSchema;

/** A pointer to another place of the same document. */
export interface Ref {
  readonly $ref: string;
}

export type Named<T> = Readonly<Record<string, T>>;

export interface Info {
  readonly title: string;
  readonly version: string;
  readonly summary?: string;
  readonly description: string;
  readonly license: { readonly name: string; readonly identifier?: string };
}

/** what a request carries in its path or its headers. */
export interface Parameter {
  readonly name: string;
  readonly in: "path" | "header";
  readonly required: boolean;
  readonly description: string;
  readonly schema: JsonSchema;
  readonly example?: string;
}

export interface Example {
  readonly summary?: string;
  readonly value: unknown;
}

export type Content = Named<{ readonly schema: JsonSchema; readonly examples?: Named<Example> }>;

export interface RestAnswer {
  readonly description: string;
  readonly headers?: Named<Ref>;
  readonly content?: Content;
}

export interface RestOperation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly security: readonly Named<readonly string[]>[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required: boolean; readonly content: Content };
  readonly responses: Named<RestAnswer>;
}

export type RestMethod = "get" | "post" | "patch" | "delete";

export interface OpenApi {
  readonly openapi: "3.1.0";
  readonly info: Info;
  readonly servers: readonly { readonly url: string; readonly description: string }[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Named<Partial<Readonly<Record<RestMethod, RestOperation>>>>;
  readonly components: {
    readonly schemas: Named<JsonSchema>;
    readonly headers: Named<{ readonly description: string; readonly schema: JsonSchema }>;
    readonly securitySchemes: Named<{
      readonly type: "http";
      readonly scheme: "bearer";
      readonly bearerFormat?: string;
      readonly description: string;
    }>;
  };
}

/** AsyncAPI 3.0: one message that goes over the socket. */
export interface SocketMessage {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly description?: string;
  readonly payload: Ref;
  readonly correlationId?: { readonly location: string };
  readonly examples?: readonly { readonly summary?: string; readonly payload: object }[];
}

export interface SocketOperation {
  /** What the server does with the messages. */
  readonly action: "receive" | "send";
  readonly channel: Ref;
  readonly title: string;
  readonly summary: string;
  readonly description?: string;
  readonly messages: readonly Ref[];
  readonly reply?: { readonly channel: Ref; readonly messages: readonly Ref[] };
}

export interface AsyncApi {
  readonly asyncapi: "3.0.0";
  readonly info: Info;
  readonly defaultContentType: string;
  readonly channels: Named<{
    readonly address: string;
    readonly title: string;
    readonly description: string;
    readonly messages: Named<Ref>;
    readonly bindings: { readonly ws: { readonly method: "GET"; readonly bindingVersion: string } };
  }>;
  readonly operations: Named<SocketOperation>;
  readonly components: {
    readonly messages: Named<SocketMessage>;
    readonly schemas: Named<JsonSchema>;
  };
}
