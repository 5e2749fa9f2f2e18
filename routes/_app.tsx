// The document around every page, rendered apart from it. No style stands in it, and one script: the policy forbids the first
// and asks for a nonce on the second, which the renderer adds.

import { asset } from "fresh/runtime";
import { startScript } from "../lib/ui/base/StartNote.tsx";
import { subPathScript } from "../lib/ui/base/sub_path.ts";
import { themeScript } from "../lib/ui/base/theme.ts";
import { themeOf } from "../lib/shared/page_options.ts";
import { define } from "../utils.ts";

export default define.page(function App({ Component, state, url }) {
  const { text, options } = state;
  const theme = themeOf(options);
  const scripts = [startScript, ...(theme ? [] : [themeScript]), subPathScript];
  return (
    <html lang={text.language} data-theme={theme} data-chrome={options.chrome}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <title>{state.title ?? text.appName}</title>
        <meta name="description" content={text.home.lead} />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#f7f6f3" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#121619" />
        <script
          data-path={url.pathname}
          data-sub-path={text.page.subPath}
          dangerouslySetInnerHTML={{ __html: scripts.join(";") }}
        />
        <link rel="stylesheet" href={asset("/base.css")} />
        <link rel="icon" type="image/svg+xml" href={asset("/icon.svg")} />
        <link rel="apple-touch-icon" href={asset("/icon-180.png")} />
        <link rel="manifest" href="/manifest.webmanifest" />
      </head>
      <body>
        <Component />
      </body>
    </html>
  );
});
