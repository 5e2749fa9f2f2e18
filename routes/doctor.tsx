// The doctor on a page of its own, for before a meeting (F14).

import { page } from "fresh";
import { asset } from "fresh/runtime";
import Doctor from "../islands/Doctor.tsx";
import { doctorEn } from "../lib/ui/text/en/doctor.ts";
import { StartNote } from "../lib/ui/base/StartNote.tsx";
import { define } from "../utils.ts";

export const handler = define.handlers({
  GET(ctx) {
    ctx.state.title = (ctx.state.text.parts?.doctor ?? doctorEn).pageTitle;
    return page();
  },
});

export default define.page<typeof handler>(() => (
  <>
    <link rel="stylesheet" href={asset("/doctor.css")} />
    <StartNote />
    <Doctor />
  </>
));
