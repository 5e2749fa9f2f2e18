import { define } from "../state.ts";
import { Words } from "../words.ts";

export default define.layout(({ Component, state }) => (
  <Words.Provider value="the layout's">
    <main data-trace={state.trace.join(" ")}>
      <Component />
    </main>
  </Words.Provider>
));
