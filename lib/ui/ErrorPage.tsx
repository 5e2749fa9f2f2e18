// What a person sees where there is no page, or where one broke. Rendered on the server only.

import type { ErrorId } from "../shared/errors.ts";
import { PageHead } from "./base/PageHead.tsx";
import { useText } from "./text/mod.ts";

interface ErrorPageProps {
  status: number;
  error: ErrorId;
}

export function ErrorPage({ status, error }: ErrorPageProps) {
  const text = useText();
  const isMissing = status === 404;
  const sentence = status < 500 ? text.error[error] : text.page.error;
  return (
    <div class="page">
      <PageHead />
      <main class="notice-page">
        <p class="quiet">{status}</p>
        <h1>{isMissing ? text.page.notFoundTitle : text.page.errorTitle}</h1>
        <p class="lead">{isMissing ? text.page.notFound : sentence}</p>
        <a class="button primary" href="/">{text.common.home}</a>
      </main>
    </div>
  );
}
