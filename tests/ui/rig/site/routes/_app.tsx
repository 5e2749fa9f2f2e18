// The real document around every scene.

export { default } from "../../../../../routes/_app.tsx";
