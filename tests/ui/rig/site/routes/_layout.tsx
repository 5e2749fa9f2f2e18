// The real layout around every scene.

export { default } from "../../../../../routes/_layout.tsx";
