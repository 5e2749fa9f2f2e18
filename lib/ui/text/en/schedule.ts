// The English words for meetings that start later: planning one, inviting to it, coming too early, and
// the organizer's own link. A part of the catalogue in en/mod.ts.

interface Invited {
  readonly title: string;
  /** Date, hours and zone; null where it is now. */
  readonly when: string | null;
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
  invite: ({ title, when, link, number, passcode }: Invited) =>
    [
      `${title}${when === null ? "" : `\n${when}`}\n\nJoin: ${link}\nMeeting number: ${number}`,
      ...(passcode === null ? [] : [`Passcode: ${passcode}`]),
    ].join("\n"),
  starts: (wait: string) => `Starts ${wait}`,
  early: "You can go in already.",
  tooEarly: "You will be let in then, or as soon as the host is there.",
  linkOnly: "Only the link lets people in",
  linkOnlyHint: "Who has just the meeting number waits until you admit them.",
  openEarly: "Guests may come in before the start",
  openEarlyHint: "Otherwise they wait until it begins or you are there.",
  waitingForStart: "The meeting has not started yet. Keep this page open.",
  waitingForHost: "The host is not there yet, and will see on coming in that you wait. " +
    "Keep this page open.",
  ownLink: "Copy your own link",
  ownLinkHint: "It makes you the host on another device of yours. Keep it to yourself.",
};
