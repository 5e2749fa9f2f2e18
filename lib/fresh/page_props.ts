// Owns what a page, a layout and the app wrapper get: what is known of the request, and what is inside.

import type { FunctionComponent } from "preact";

/** What is known of one request. */
export interface RequestFacts<State> {
  readonly req: Request;
  /** The request's URL, with one slash where there were more in a row. */
  readonly url: URL;
  readonly info: Deno.ServeHandlerInfo;
  /** Parts of the path, decoded as by `decodeURI`: `%2F` and its like stay as they are. */
  readonly params: Record<string, string>;
  readonly state: State;
  error: unknown;
}

export type PageProps<Data = unknown, State = unknown> = RequestFacts<State> & {
  data: Data;
  /** What is inside; for layouts and the app wrapper. */
  Component: FunctionComponent;
};

/** The props of a page, a layout or the app wrapper. */
export function pagePropsOf<State>(
  { url, req, params, info, state, error }: RequestFacts<State>,
  { data, Component }: Pick<PageProps, "data" | "Component">,
): PageProps<unknown, State> {
  return { url, req, params, info, state, error, data, Component };
}
