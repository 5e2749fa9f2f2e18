// The doctor over preview or call. Small itself: engine, panel and words are loaded when it opens, and
// the check begins at once.

import { useEffect, useRef } from "preact/hooks";
import { X } from "lucide-preact";
import { useLoaded } from "../base/use_loaded.ts";
import { useText } from "../text.ts";
import type { DoctorSource, LoadDoctor } from "./doctor_context.ts";

interface DoctorDialogProps {
  source: DoctorSource;
  load: LoadDoctor;
  onClose: () => void;
}

export function DoctorDialog({ source, load, onClose }: DoctorDialogProps) {
  const { common, doctorEntry: words } = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  const loaded = useLoaded(load);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      class="dialog doctor-dialog"
      ref={dialog}
      aria-labelledby="doctor-title"
      onClose={onClose}
      // Keys of the call behind it are not meant while it is open.
      onKeyDown={(event) => event.stopPropagation()}
    >
      <link rel="stylesheet" href="/doctor.css" />
      <header class="doctor-dialog-head">
        <h2 id="doctor-title">{words.title}</h2>
        <button
          type="button"
          class="round plain"
          aria-label={common.close}
          onClick={() => dialog.current?.close()}
        >
          <X aria-hidden="true" />
        </button>
      </header>
      {typeof loaded === "string"
        ? <p role="status">{loaded === "failed" ? words.loadFailed : words.loading}</p>
        : <loaded.value source={source} />}
    </dialog>
  );
}
