// Where a static file is: under an address that names the build, so that browsers may keep it. The page
// knows; whatever shows or plays one asks here.

import { createContext } from "preact";

export const AssetUrlContext = createContext((path: string) => path);
