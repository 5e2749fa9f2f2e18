// Gives every page the words of its language. Not the document's work: Fresh renders the document around
// the finished page, and what it provides reaches nothing in it.

import { TextContext } from "../lib/ui/text/mod.ts";
import { define } from "../utils.ts";

export default define.layout(({ Component, state }) => (
  <TextContext.Provider value={state.text}>
    <Component />
  </TextContext.Provider>
));
