// One scene by its name: an island on the fake engine, or a page without one.

import { HttpError, page } from "fresh";
import { asset } from "fresh/runtime";
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
  return (
    <>
      <link rel="stylesheet" href={asset("/call.css")} />
      <Scene name={name} />
    </>
  );
});
