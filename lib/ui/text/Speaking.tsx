// The language of an island: begins with what the server rendered, and follows the person's choice
// without a reload. Keeps the choice in a cookie as well, as the server has to know it.

import { type ComponentChildren, createContext } from "preact";
import { useContext, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { type LanguageChoice, pickLanguage } from "../../shared/languages.ts";
import { languageCookie } from "../../shared/language_cookie.ts";
import { type Catalogue, TextContext } from "./catalogue.ts";
import { isolating } from "./isolate.ts";
import { loadText } from "./load.ts";

type Follow = (choice: LanguageChoice) => void;

const FollowContext = createContext<Follow>(() => {});

interface SpeakingProps {
  /** Null on the server: the layout around the island provides it. */
  text: Catalogue | null;
  children: ComponentChildren;
}

export function Speaking({ text, children }: SpeakingProps) {
  const around = useContext(TextContext);
  const [spoken, setSpoken] = useState(text ?? around);
  const shown = useRef(spoken.language);
  const wanted = useRef(spoken.language);
  const follow = useRef<Follow>((choice) => {
    const language = choice === "auto" ? pickLanguage(navigator.languages) : choice;
    document.cookie = languageCookie(choice);
    if (language === wanted.current) return;
    wanted.current = language;
    loadText(language).then((loaded) => {
      if (wanted.current !== language) return;
      shown.current = language;
      document.documentElement.lang = language;
      setSpoken(loaded);
    }, () => {
      // Out of reach: what is on screen can still be read, and the next page asks again.
      wanted.current = shown.current;
    });
  });
  // Says to StartNote.tsx that the scripts of the page run.
  useEffect(() => void (document.documentElement.dataset.alive = ""), []);
  const words = useMemo(() => isolating(spoken), [spoken]);
  return (
    <TextContext.Provider value={words}>
      <FollowContext.Provider value={follow.current}>{children}</FollowContext.Provider>
    </TextContext.Provider>
  );
}

/** Makes the page speak what was chosen, and from then on whatever is chosen; undefined: not known yet. */
export function useLanguage(choice: LanguageChoice | undefined): void {
  const follow = useContext(FollowContext);
  useEffect(() => {
    if (choice) follow(choice);
  }, [choice, follow]);
}
