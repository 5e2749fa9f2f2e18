// The English words for meetings that start later: planning one, inviting to it, coming too early, and
// the organizer's own link. A part of the catalogue in en/mod.ts.

interface Invited {
  readonly title: string;
  /** Date, hours and zone. */
  readonly when: string;
  readonly link: string;
  readonly number: string;
  /** Null where it is to stay out of the text. */
  readonly passcode: string | null;
}

export const scheduleEn = {
  later: "Schedule for later",
  now: "Start now instead",
  start: "Start",
  zone: (name: string) => `Your time zone: ${name}`,
  length: "Length",
  submit: "Schedule meeting",
  submitting: "Scheduling…",
  startMissing: "Please choose a day and a time.",
  startPast: "This time is over. Please choose a later one.",
  done: "Your meeting is scheduled",
  invitation: "Invitation",
  withPasscode: "Put the passcode into the invitation",
  withPasscodeHint: "Otherwise tell it to your guests in another way.",
  copy: "Copy invitation",
  calendar: "Add to calendar",
  open: "Go to the meeting",
  another: "Make another meeting",
  invite: ({ title, when, link, number, passcode }: Invited) =>
    [
      `${title}\n${when}\n\nJoin: ${link}\nMeeting number: ${number}`,
      ...(passcode === null ? [] : [`Passcode: ${passcode}`]),
    ].join("\n"),
  starts: (wait: string) => `Starts ${wait}`,
  early: "You can go in already.",
  waitingForHost: "The host is not there yet, and will see on coming in that you wait. " +
    "Keep this page open.",
  ownLink: "Copy your own link",
  ownLinkHint: "It makes you the host on another device of yours. Keep it to yourself.",
};
