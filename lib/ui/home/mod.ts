// The door of the landing page: making, planning and joining meetings. Knows no call.

export { HomeScreen } from "./HomeScreen.tsx";
export type { HomeClient } from "./use_home.ts";
