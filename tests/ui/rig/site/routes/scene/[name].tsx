// One scene by its name: an island on the fake engine, or a page without one.

import { HttpError, page } from "fresh";
import { asset } from "fresh/runtime";
import { buildAsyncApi } from "../../../../../../lib/server/api/asyncapi.ts";
import { buildOpenApi } from "../../../../../../lib/server/api/openapi.ts";
import { ApiPage } from "../../../../../../lib/ui/api/mod.ts";
import { ErrorPage } from "../../../../../../lib/ui/ErrorPage.tsx";
import { ExitPage } from "../../../../../../lib/ui/ExitPage.tsx";
import { define } from "../../../../../../utils.ts";
import { meetingId, sceneOf } from "../../../scenes.ts";
import Scene from "../../islands/Scene.tsx";

export const handler = define.handlers({
  GET(ctx) {
    const { name = "" } = ctx.params;
    if (!sceneOf(name)) throw new HttpError(404);
    ctx.state.title = name;
    return page({ name });
  },
});

export default define.page<typeof handler>(({ data: { name } }) => {
  const scene = sceneOf(name);
  if (scene?.page === "exit") return <ExitPage reason={scene.reason} meetingId={meetingId} />;
  if (scene?.page === "error") return <ErrorPage status={scene.status} error="INTERNAL" />;
  if (scene?.page === "api") {
    return (
      <>
        <link rel="stylesheet" href={asset("/api.css")} />
        <ApiPage rest={buildOpenApi()} socket={buildAsyncApi()} />
      </>
    );
  }
  return (
    <>
      <link rel="stylesheet" href={asset("/call.css")} />
      <Scene name={name} />
    </>
  );
});
