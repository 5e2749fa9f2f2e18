// The door of the doctor on screen: its page, and the panel over preview and call. Loaded when somebody
// opens it, so only islands/Doctor.tsx takes more than types from here. Knows no engine.

export { DoctorConsult } from "./DoctorConsult.tsx";
export { DoctorScreen } from "./DoctorScreen.tsx";
export type { DoctorSource } from "./view.ts";
