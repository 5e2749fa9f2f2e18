// The English sentences of known meetings and invitations. A part of the catalogue that is loaded with
// them; see Parts in catalogue.ts.

export const yoursEn = {
  done: "Your meeting is scheduled",
  invitation: "Invitation",
  withPasscode: "Put the passcode into the invitation",
  withPasscodeHint: "Otherwise tell it to your guests in another way.",
  copy: "Copy invitation",
  calendar: "Add to calendar",
  open: "Go to the meeting",
  another: "Make another meeting",
  change: "Change or cancel",
  edit: "Change the meeting",
  save: "Save",
  cancel: "Cancel the meeting",
  cancelTitle: "Cancel the meeting?",
  cancelText: "Its number and link stop working. Who is in it is sent out.",
  yours: {
    title: (count: number) => `Your meetings (${count})`,
    seen: (days: number) => days === 0 ? "today" : days === 1 ? "yesterday" : `${days} days ago`,
    open: "Open",
    openOf: (title: string) => `Open: ${title}`,
    plan: "Invitation",
    planOf: (title: string) => `Invitation: ${title}`,
    forgetOf: (title: string) => `Take ${title} off this list`,
  },
};

export type YoursText = typeof yoursEn;
