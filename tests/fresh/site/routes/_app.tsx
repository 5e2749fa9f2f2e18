import { asset } from "fresh/runtime";
import { define } from "../state.ts";
import { Words } from "../words.ts";

export default define.page(({ Component, state, url }) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <title>{state.title ?? "Site"}</title>
      <link rel="icon" href="data:," />
      <link rel="stylesheet" href={asset("/styles.css")} />
      {url.searchParams.has("inline") && (
        <script dangerouslySetInnerHTML={{ __html: "globalThis.inline = true;" }} />
      )}
    </head>
    <body>
      <Words.Provider value="the document's">
        <Component />
      </Words.Provider>
    </body>
  </html>
));
