import assert from "node:assert/strict";
import { readDraft, type Typed } from "../../../lib/ui/home/draft.ts";

Deno.test("[F1][F10] what was typed becomes a draft, or the first problem with it", () => {
  const bare: Typed = {
    name: " Ana ",
    title: "",
    passcode: "",
    hasLobby: false,
    isLinkOnly: true,
    isOpenEarly: false,
    start: null,
  };
  const nowMs = Date.UTC(2026, 10, 24, 12);
  const defaultTitle = (name: string) => `Meeting of ${name}`;
  const read = (typed: Partial<Typed>) =>
    readDraft({ ...bare, ...typed }, { defaultTitle, timeZone: "UTC", nowMs });
  assert.deepEqual(read({}), { organizer_name: "Ana", title: "Meeting of Ana" });
  assert.deepEqual(
    read({ title: " Plan ", passcode: " x", hasLobby: true, start: "2026-11-24T13:00" }),
    {
      organizer_name: "Ana",
      title: "Plan",
      passcode: "x",
      lobby: true,
      start_time: nowMs + 3_600_000,
      link_only: true,
    },
  );
  const start = "2026-11-24T13:00";
  const open = read({ isLinkOnly: false, isOpenEarly: true, start });
  assert.ok(typeof open === "object" && open.link_only === undefined && open.join_before_start);
  const problems = [
    [{ name: " " }, "nameMissing"],
    [{ name: "\u200b" }, "nameWrong"],
    [{ name: "", title: "\u0007" }, "nameMissing"],
    [{ title: "\u0007" }, "titleWrong"],
    [{ passcode: " \u200b" }, "passcodeWrong"],
    [{ start: "" }, "startMissing"],
    [{ start: "2026-11-24T11:00" }, "startPast"],
  ] as const;
  for (const [typed, problem] of problems) assert.equal(read(typed), problem);
});
