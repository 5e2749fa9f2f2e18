// Owns HttpError: an error that carries the status to answer with. Anything thrown that is not one
// of these is a bug and becomes a 500.

import { STATUS_CODES } from "node:http";

/** An error that is answered with its `status`. */
export class HttpError extends Error {
  readonly status: number;

  constructor(status: number, message?: string, options?: ErrorOptions) {
    super(message ?? STATUS_CODES[status] ?? `HTTP ${status}`, options);
    this.name = "HttpError";
    this.status = status;
  }
}

/** Whether an error is the HttpError of that status. */
export function isHttpError(error: unknown, status: number): boolean {
  return error instanceof HttpError && error.status === status;
}
