// Another background behind a person: when the camera's picture goes through the worker, and the page's
// side of that worker. Knows no connections; opens no camera.

export { type BackgroundState, type CameraEffectDeps, createCameraEffect } from "./camera.ts";
export { createVideoEffect } from "./env.ts";
export { createOwnBackground } from "./own_background.ts";
