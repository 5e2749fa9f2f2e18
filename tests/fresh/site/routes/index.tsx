import { useContext } from "preact/hooks";
import { define } from "../state.ts";
import { Words } from "../words.ts";

export default define.page(function Index({ url, state }) {
  const words = useContext(Words);
  return (
    <>
      <h1>Index at {url.pathname}</h1>
      <p>{words} words, {state.trace.length} steps</p>
      <nav>
        <a href="/">here</a> <a href="/items/1">there</a>
      </nav>
      <img alt="" src="/sub/icon.svg" />
    </>
  );
});
