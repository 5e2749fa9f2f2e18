// What embed.js brings into a page: the element <conflux-call>, its methods and its events. For TypeScript,
// copy this file into your project; docs/EMBED.md says what each thing means.

/** What came of a request: done, or why not. `message` is for developers, in English. */
export type ConfluxAnswer =
  | { readonly done: true }
  | { readonly done: false; readonly reason: string; readonly message: string };

export interface ConfluxPerson {
  /** Public id of one participation. */
  readonly muid: string;
  readonly name: string;
  readonly role: "HOST" | "PARTICIPANT";
}

export interface ConfluxDevice {
  readonly isOn: boolean;
  /** Why it gives nothing although it is wanted, such as "denied". */
  readonly failure?: string;
}

/** What `event.detail` is, by the name of the event. */
export interface ConfluxEvents {
  "conflux-joined": ConfluxPerson & { readonly meeting: string };
  "conflux-left": {
    readonly meeting: string;
    readonly reason: "left" | "finished" | "removed" | "taken-over" | "lost";
  };
  "conflux-people": {
    readonly count: number;
    /** The own one among them. */
    readonly muid: string;
    readonly people: readonly ConfluxPerson[];
  };
  "conflux-speaking": { readonly muids: readonly string[] };
  "conflux-mic": ConfluxDevice;
  "conflux-camera": ConfluxDevice;
  "conflux-share": { readonly isOn: boolean };
  "conflux-error": { readonly error: string; readonly message: string };
}

/** `<conflux-call meeting="123456789">` */
export interface ConfluxCallElement extends HTMLElement {
  setMic(isOn: boolean): Promise<ConfluxAnswer>;
  setCamera(isOn: boolean): Promise<ConfluxAnswer>;
  setShare(isOn: boolean): Promise<ConfluxAnswer>;
  leave(): Promise<ConfluxAnswer>;
}

declare global {
  interface HTMLElementTagNameMap {
    "conflux-call": ConfluxCallElement;
  }
  interface HTMLElementEventMap extends
    Readonly<
      { [Name in keyof ConfluxEvents]: CustomEvent<ConfluxEvents[Name]> }
    > {}
}
