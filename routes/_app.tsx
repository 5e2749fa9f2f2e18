// The document around every page. No style or script stands in it: the policy forbids both.

import { asset } from "fresh/runtime";
import { en } from "../lib/ui/text_en.ts";
import { define } from "../utils.ts";

export default define.page(function App({ Component, state }) {
  return (
    <html lang={en.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <title>{state.title ?? en.appName}</title>
        <meta name="description" content={en.home.lead} />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#f7f6f3" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#121619" />
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
