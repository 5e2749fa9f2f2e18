// The door of what the landing page loads once somebody has a meeting: the list of those this browser
// knows, the invitation to a planned one, and the way to change it or call it off.

export { Invitation, type InvitationProps } from "./Invitation.tsx";
export { Yours, type YoursProps } from "./Yours.tsx";
