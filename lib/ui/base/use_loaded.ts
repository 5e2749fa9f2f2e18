// Something that is loaded once a part of the screen is shown, such as a component with its words.

import { useEffect, useState } from "preact/hooks";

/** In an object, as a component put into a state by itself would be called. */
export type Loaded<T> = { readonly value: T } | "loading" | "failed";

/** Loads once, with the first render. */
export function useLoaded<T>(load: () => Promise<T>): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>("loading");
  useEffect(() => {
    load().then((value) => setLoaded({ value }), () => setLoaded("failed"));
  }, []);
  return loaded;
}
