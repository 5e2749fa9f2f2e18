// What a person sees where there is no page, or where one broke. Rendered on the server only.

import type { ErrorId } from "../shared/errors.ts";
import { PageHead } from "./base/PageHead.tsx";
import { useText } from "./text/mod.ts";

interface ErrorPageProps {
  status: number;
  error: ErrorId;
  /** With a head, and with a way to another page. */
  hasChrome?: boolean;
}

export function ErrorPage({ status, error, hasChrome = true }: ErrorPageProps) {
  const text = useText();
  const isMissing = status === 404;
  const sentence = status < 500 ? text.error[error] : text.page.error;
  return (
    <div class="page">
      {hasChrome ? <PageHead /> : <div />}
      <main class="notice-page">
        <p class="quiet">{status}</p>
        <h1>{isMissing ? text.page.notFoundTitle : text.page.errorTitle}</h1>
        <p class="lead">{isMissing ? text.page.notFound : sentence}</p>
        {hasChrome && <a class="button primary" href="/">{text.common.home}</a>}
      </main>
    </div>
  );
}
