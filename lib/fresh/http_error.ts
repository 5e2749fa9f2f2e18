// Owns HttpError, the failure with a status.

/** Thrown to answer with an HTTP status. */
export class HttpError extends Error {
  constructor(readonly status: number, message?: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "HttpError";
  }
}
