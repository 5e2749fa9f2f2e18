// What a person sees where there is no page, or where one broke. Rendered on the server only.

import { PageHead } from "./base/PageHead.tsx";
import { useText } from "./text.ts";

interface ErrorPageProps {
  status: number;
  /** A sentence of the server's, for those who want to report it. */
  message: string;
}

export function ErrorPage({ status, message }: ErrorPageProps) {
  const text = useText();
  const isMissing = status === 404;
  return (
    <div class="page">
      <PageHead />
      <main class="notice-page">
        <p class="quiet">{status}</p>
        <h1>{isMissing ? text.page.notFoundTitle : text.page.errorTitle}</h1>
        <p class="lead">{isMissing ? text.page.notFound : text.page.error}</p>
        {!isMissing && message && <p class="quiet">{message}</p>}
        <a class="button primary" href="/">{text.common.home}</a>
      </main>
    </div>
  );
}
