import { define } from "../../../state.ts";

export const handler = define.handlers((ctx) => Response.json([ctx.req.method, { ...ctx.params }]));
