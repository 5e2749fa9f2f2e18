// Owns reloading the page in development: each run of the server has its own revision, so a page that
// sees another one after reconnecting is out of date.

declare const FRESH_ALIVE_URL: string;

const retryMs = 300;

function connect(known: string | undefined): void {
  let revision = known;
  const source = new EventSource(FRESH_ALIVE_URL);
  source.onmessage = ({ data }) => {
    if (revision !== undefined && data !== revision) location.reload();
    revision = data;
  };
  source.onerror = () => {
    // Some browsers give up when the server is away for a moment.
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(() => connect(revision), retryMs);
  };
}

connect(undefined);
