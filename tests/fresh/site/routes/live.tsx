import Counter from "../islands/Counter.tsx";
import { Note } from "../islands/parts.tsx";
import { define } from "../state.ts";

export default define.page(({ url }) => (
  <div id="live">
    <Counter start={2} text={url.searchParams.get("text") ?? "plain"} />
    <p>between</p>
    <Note text="alone" />
  </div>
));
