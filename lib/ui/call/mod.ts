// The door of the call on screen. The rooms in it are its parts: the screen puts them together, and
// they know of each other only what their doors say.

export { CallScreen } from "./CallScreen.tsx";
