// What is around every island: its words, where static files are, and the way to what is loaded later.

import type { ComponentChildren } from "preact";
import { AssetUrlContext } from "./base/asset_url.ts";
import { OnDemandContext, type OnDemandSource } from "./on_demand/use_on_demand.ts";
import { type Catalogue, Speaking } from "./text/mod.ts";

interface PageContextsProps {
  /** Null on the server: the layout around the island provides it. */
  text: Catalogue | null;
  assetUrl: (path: string) => string;
  onDemand: OnDemandSource;
  children: ComponentChildren;
}

export function PageContexts({ text, assetUrl, onDemand, children }: PageContextsProps) {
  return (
    <Speaking text={text}>
      <AssetUrlContext.Provider value={assetUrl}>
        <OnDemandContext.Provider value={onDemand}>{children}</OnDemandContext.Provider>
      </AssetUrlContext.Provider>
    </Speaking>
  );
}
