// What is typed at the door, a name and perhaps a passcode, and what is to be said of it. It stays through
// refusals, and what a refusal said of a field goes when the field changes.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Preferences } from "../../browser/call_api.ts";
import type { ErrorId } from "../../shared/errors.ts";
import { cleanName } from "../../shared/names.ts";
import { useText } from "../text/mod.ts";
import type { BrowserLimits } from "./LimitNote.tsx";
import type { Glimpse } from "./use_glimpse.ts";

/** What the door knows. */
export interface Door {
  glimpse: Glimpse;
  /** Null until the page is alive. */
  preferences: Preferences | null;
  /** What the browser cannot do. */
  limits: BrowserLimits;
  isJoining: boolean;
  refusal: ErrorId | null;
  /** Known already, as this tab made the meeting; "" if not. */
  passcode: string;
  onJoin: (name: string, passcode: string) => void;
}

/** Refusals that belong to one field; all others stand above the button. */
const nameErrors: readonly ErrorId[] = ["NAME_TAKEN"];
const passcodeErrors: readonly ErrorId[] = ["PASSCODE_REQUIRED", "PASSCODE_WRONG"];

export function useEntry({ glimpse, preferences, limits, ...door }: Door) {
  const text = useText();
  const [name, setName] = useState("");
  const [passcode, setPasscode] = useState("");
  /** What is wrong with the name as it stands, before any server was asked. */
  const [ownProblem, setOwnProblem] = useState<string>();
  /** The refusal that what was typed since has answered. */
  const [answered, setAnswered] = useState<ErrorId | null>(null);
  const [wasAsked, setWasAsked] = useState(false);
  /** What the look with a wrong passcode said is no longer about what stands there. */
  const [isRetyped, setIsRetyped] = useState(false);
  const nameInput = useRef<HTMLInputElement>(null);
  const passcodeInput = useRef<HTMLInputElement>(null);
  const rememberedName = preferences?.name ?? "";
  useEffect(() => setIsRetyped(false), [glimpse]);
  useEffect(() => setName((typed) => typed || rememberedName), [rememberedName]);
  useEffect(() => setPasscode((typed) => typed || door.passcode), [door.passcode]);
  useEffect(() => {
    // A keyboard on the screen would cover half of it before anybody has looked.
    if (preferences && !rememberedName && matchMedia("(pointer: fine)").matches) {
      nameInput.current?.focus();
    }
  }, [preferences === null]);

  const refusal = answered === door.refusal ? null : door.refusal;
  const isNameRefused = refusal !== null && nameErrors.includes(refusal);
  const isPasscodeRefused = refusal !== null && passcodeErrors.includes(refusal);
  useEffect(() => setAnswered(null), [door.refusal, door.isJoining]);
  useEffect(() => {
    if (isNameRefused) nameInput.current?.focus();
    if (!isPasscodeRefused) return;
    setWasAsked(true);
    // The field appears with the next render.
    queueMicrotask(() => passcodeInput.current?.focus());
  }, [refusal]);

  const sentence = refusal ? text.error[refusal] : undefined;
  const isPasscodeWrong = glimpse.kind === "closed" && glimpse.isWrong && !isRetyped;
  return {
    name,
    passcode,
    nameInput,
    passcodeInput,
    /** Somebody else has it: there is another one to offer. */
    isNameTaken: isNameRefused,
    nameProblem: ownProblem ??
      (isNameRefused ? text.preview.nameTaken(name.trim()) : undefined),
    needsPasscode: wasAsked || glimpse.kind === "closed" ||
      glimpse.kind === "known" && glimpse.needsPasscode,
    passcodeProblem: isPasscodeRefused
      ? sentence
      : isPasscodeWrong
      ? text.error.PASSCODE_WRONG
      : undefined,
    /** Of no field. */
    problem: isNameRefused || isPasscodeRefused ? undefined : sentence,
    typeName(typed: string) {
      setName(typed);
      setOwnProblem(undefined);
      if (isNameRefused) setAnswered(refusal);
    },
    typePasscode(typed: string) {
      setPasscode(typed);
      setIsRetyped(true);
      if (isPasscodeRefused) setAnswered(refusal);
    },
    joinAs(wanted: string) {
      if (door.isJoining || !limits.canCall) return;
      const clean = cleanName(wanted);
      if (clean) {
        setName(wanted);
        setOwnProblem(undefined);
        return door.onJoin(clean, passcode);
      }
      setOwnProblem(wanted.trim() === "" ? text.home.nameMissing : text.home.nameWrong);
      nameInput.current?.focus();
    },
  };
}
