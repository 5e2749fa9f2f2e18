// Files of the package behind the background effects; see static/effects/worker.js.

import { HttpError } from "fresh";
import { respondEffectFile } from "../../../lib/server/http/mod.ts";
import { define } from "../../../utils.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const answer = await respondEffectFile(ctx.req, ctx.params.file ?? "");
    if (!answer) throw new HttpError(404);
    return answer;
  },
});
