// Screens that are loaded when somebody opens them, each with its English words and its style sheet:
// how one gets them without knowing from where. All come out of one module (docs/decisions/0009).

import { type ComponentType, createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import { AssetUrlContext } from "../base/asset_url.ts";
import type { ConnectionViewProps } from "../connection/mod.ts";
import type { DoctorSource } from "../doctor/mod.ts";
import type { FileListProps } from "../files/mod.ts";
import type { SettingsPanelProps } from "../settings/mod.ts";
import type { SignInProps } from "./SignIn.tsx";
import type { InvitationProps, YoursProps } from "../yours/mod.ts";

export interface OnDemand {
  readonly Doctor: ComponentType<{ source: DoctorSource }>;
  readonly ConnectionView: ComponentType<ConnectionViewProps>;
  readonly SettingsPanel: ComponentType<SettingsPanelProps>;
  readonly FileList: ComponentType<FileListProps>;
  readonly Invitation: ComponentType<InvitationProps>;
  readonly SignIn: ComponentType<SignInProps>;
  readonly Yours: ComponentType<YoursProps>;
}

/** The way to what a page did not load at first; the island provides it. */
export interface OnDemandSource {
  /** Asks the server once. */
  load(): Promise<OnDemand>;
  /** Whether the server is there, with another build than this page. */
  isServerNewer(): Promise<boolean>;
}

export const OnDemandContext = createContext<OnDemandSource>({
  load: () => Promise.reject(new Error("This page has nothing to load")),
  isServerNewer: () => Promise.resolve(false),
});

/** What is not in the style sheet of the page. */
const styles: Readonly<Partial<Record<keyof OnDemand, string>>> = {
  Doctor: "/doctor.css",
  ConnectionView: "/connection.css",
  SettingsPanel: "/settings.css",
};

/** Why there is nothing to see: not yet, out of reach, or gone from a server with a newer build. */
export type Missing = "loading" | "failed" | "outdated";

/** In an object, as a component put into a state by itself would be called. */
export type Loaded<Part> = { readonly value: Part } | Missing;

/** Loads a screen whenever it becomes wanted, at first with the first render of who asks. */
export function useOnDemand<Name extends keyof OnDemand>(
  name: Name,
  isWanted = true,
): Loaded<OnDemand[Name]> {
  const source = useContext(OnDemandContext);
  const assetUrl = useContext(AssetUrlContext);
  const [loaded, setLoaded] = useState<Loaded<OnDemand[Name]>>("loading");
  useEffect(() => {
    if (!isWanted || typeof loaded !== "string") return;
    setLoaded("loading");
    const style = styles[name];
    Promise.all([source.load(), style && loadStyle(assetUrl(style))]).then(
      ([parts]) => setLoaded({ value: parts[name] }),
      async () => setLoaded(await source.isServerNewer() ? "outdated" : "failed"),
    );
  }, [isWanted]);
  return loaded;
}

/** How long into a call, in ms, until it loads what it may want later: it has enough to do at first. */
const aheadMs = 10_000;

/**
 * Loads everything there is a while after the first render, so that it can be opened whatever becomes of
 * the server meanwhile: it may be away, or have another build.
 */
export function useAllAhead(): void {
  const source = useContext(OnDemandContext);
  const assetUrl = useContext(AssetUrlContext);
  useEffect(() => {
    const timer = setTimeout(() => {
      // Who opens one of them hears of what went wrong, and asks again.
      source.load().catch(() => {});
      for (const style of Object.values(styles)) void keepStyle(assetUrl(style));
    }, aheadMs);
    return () => clearTimeout(timer);
  }, []);
}

/** Adds a style sheet to the page, once; nothing is to be seen before it is there. */
function loadStyle(href: string): Promise<void> {
  const known = document.querySelector<HTMLLinkElement>(`link[rel="stylesheet"][href="${href}"]`);
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

/** Has the browser fetch a style sheet, and keep it, without a rule of it coming into force. */
async function keepStyle(href: string): Promise<void> {
  try {
    await fetch(href);
  } catch {
    // Out of reach now: it is asked for again when it is wanted.
  }
}
