// The door of the way in by number or link. Knows no page.

export { JoinForm } from "./JoinForm.tsx";
export { meetingAddress } from "./meeting_address.ts";
export { TitledForm } from "./TitledForm.tsx";
