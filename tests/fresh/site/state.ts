// The state of the site that these tests are about, and its `define` helpers.

import { createDefine } from "fresh";

export interface State {
  trace: string[];
  title?: string;
}

export const define = createDefine<State>();
