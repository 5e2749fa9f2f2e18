// The door of what is sent to others so that they come. Knows no call and no form.

export { type InviteTexts, writeInvitation } from "./invitation.ts";
export { useInvite } from "./use_invite.ts";
export { ShareInvitation } from "./ShareInvitation.tsx";
