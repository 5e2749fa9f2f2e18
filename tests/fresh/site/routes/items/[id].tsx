import { HttpError, page } from "fresh";
import { define } from "../../state.ts";

export const handler = define.handlers({
  GET(ctx) {
    if (ctx.params.id === "missing") throw new HttpError(404);
    if (ctx.params.id === "broken") throw new Error("a secret detail");
    ctx.state.title = `Item ${ctx.params.id}`;
    return page({ length: 3 }, { status: 203, headers: { "x-item": "yes" } });
  },
  POST: () => new Response("posted"),
});

export default define.page<typeof handler>(({ data, params }) => (
  <p>
    {params.id} {data.length.toFixed(1)} <a href="/">home</a>
  </p>
));
