// Where a static file is: under an address that names the build, so that browsers may keep it. The page
// knows; whatever shows or plays one asks here. The server gives the key to an island: to import
// `asset()` of fresh/runtime, as not all of them do, is one more request for each page.

import { createContext } from "preact";

/** Addresses with that key: `/join.mp3` is at `/join.mp3?key=…`. */
export const createAssetUrl = (key: string) => (path: string): string => path + key;

export const AssetUrlContext = createContext((path: string) => path);
