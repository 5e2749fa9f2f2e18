// The door of the people in the meeting: their panel, the one about the connection to each, and whose
// hand was raised first. Knows no tiles.

export { ConnectionPanel } from "./ConnectionPanel.tsx";
export { HandMark } from "./HandMark.tsx";
export { handPlaces } from "./order.ts";
export { PeoplePanel } from "./PeoplePanel.tsx";
