// The page around ours as this room sees it, as types only; env.ts fills them.

/** Our end of the channel. */
export interface EmbedPort {
  post(message: unknown): void;
  /** From then on messages come; those that came before come first. */
  listen(handle: (data: unknown) => void): void;
  close(): void;
}

/** What the page right around ours says to our window, and who that is. */
export interface EmbedHello {
  readonly origin: string;
  readonly data: unknown;
  readonly port: EmbedPort;
}

export interface EmbedEnv {
  readonly ownOrigin: string;
  onHello(handle: (hello: EmbedHello) => void): () => void;
  /** Whether somebody clicked in our page just now; null where the browser does not tell. */
  wasClicked(): boolean | null;
}
