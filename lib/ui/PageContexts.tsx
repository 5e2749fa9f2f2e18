// What is around every island: its words, where static files are, and the way to what is loaded later.

import type { ComponentChildren } from "preact";
import { AssetUrlContext } from "./base/asset_url.ts";
import { OnDemandContext, type OnDemandSource } from "./on_demand/use_on_demand.ts";
import { SignInContext } from "./SignIn.tsx";
import { type Catalogue, Speaking } from "./text/mod.ts";

interface PageContextsProps {
  /** Null on the server: the layout around the island provides it. */
  text: Catalogue | null;
  assetUrl: (path: string) => string;
  onDemand: OnDemandSource;
  /** Where people sign in, as the operator wants it; null for nowhere. */
  signIn: string | null;
  children: ComponentChildren;
}

export function PageContexts({ text, assetUrl, onDemand, signIn, children }: PageContextsProps) {
  return (
    <Speaking text={text}>
      <AssetUrlContext.Provider value={assetUrl}>
        <OnDemandContext.Provider value={onDemand}>
          <SignInContext.Provider value={signIn}>{children}</SignInContext.Provider>
        </OnDemandContext.Provider>
      </AssetUrlContext.Provider>
    </Speaking>
  );
}
