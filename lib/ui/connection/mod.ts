// The door of the view of one connection: a sentence, charts, a table. Loaded when somebody opens it, so
// only islands/Doctor.tsx takes more than types from here. Knows no panel around it.

export { ConnectionView, type ConnectionViewProps } from "./ConnectionView.tsx";
