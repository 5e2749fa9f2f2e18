// Screens that are loaded when somebody opens them, each with its English words and its style sheet:
// how one gets them without knowing from where. All come out of one module (docs/decisions/0009).

import { type ComponentType, createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import type { FileListProps } from "../files/mod.ts";
import type { ConnectionViewProps } from "../connection/mod.ts";
import type { DoctorSource } from "../doctor/mod.ts";
import type { SettingsPanelProps } from "../settings/mod.ts";

export interface OnDemand {
  readonly Doctor: ComponentType<{ source: DoctorSource }>;
  readonly ConnectionView: ComponentType<ConnectionViewProps>;
  readonly SettingsPanel: ComponentType<SettingsPanelProps>;
  readonly FileList: ComponentType<FileListProps>;
}

/** Asks the server once; the island provides it. */
export const OnDemandContext = createContext<() => Promise<OnDemand>>(() =>
  Promise.reject(new Error("This page has nothing to load"))
);

/** What is not in the style sheet of the page. */
const styles: Readonly<Partial<Record<keyof OnDemand, string>>> = {
  Doctor: "/doctor.css",
  ConnectionView: "/connection.css",
  SettingsPanel: "/settings.css",
};

/** In an object, as a component put into a state by itself would be called. */
export type Loaded<Part> = { readonly value: Part } | "loading" | "failed";

/** Loads a screen whenever it becomes wanted, at first with the first render of who asks. */
export function useOnDemand<Name extends keyof OnDemand>(
  name: Name,
  isWanted = true,
): Loaded<OnDemand[Name]> {
  const load = useContext(OnDemandContext);
  const [loaded, setLoaded] = useState<Loaded<OnDemand[Name]>>("loading");
  useEffect(() => {
    if (!isWanted || typeof loaded !== "string") return;
    setLoaded("loading");
    const style = styles[name];
    Promise.all([load(), style && loadStyle(style)]).then(
      ([parts]) => setLoaded({ value: parts[name] }),
      () => setLoaded("failed"),
    );
  }, [isWanted]);
  return loaded;
}

/** Adds a style sheet to the page, once; nothing is to be seen before it is there. */
function loadStyle(href: string): Promise<void> {
  const known = document.querySelector<HTMLLinkElement>(`link[href="${href}"]`);
  if (known?.sheet) return Promise.resolve();
  const link = known ??
    Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  return new Promise((resolve, reject) => {
    link.addEventListener("load", () => resolve());
    link.addEventListener("error", () => {
      // The next one who asks is to try again.
      link.remove();
      reject(new Error(href));
    });
    // Last, as it refines the sheets of the page.
    if (!known) document.body.append(link);
  });
}
