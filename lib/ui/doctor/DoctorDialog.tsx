// The doctor over preview or call. Small itself: engine, panel and words are loaded when it opens, and
// the check begins at once.

import { useEffect, useRef, useState } from "preact/hooks";
import { X } from "lucide-preact";
import { useText } from "../text.ts";
import { doctorEntryEn as words } from "../text_doctor_entry_en.ts";
import type { DoctorSource, LoadDoctor } from "./doctor_context.ts";

interface DoctorDialogProps {
  source: DoctorSource;
  load: LoadDoctor;
  onClose: () => void;
}

type Loaded = { Doctor: Awaited<ReturnType<LoadDoctor>> } | "loading" | "failed";

export function DoctorDialog({ source, load, onClose }: DoctorDialogProps) {
  const { common } = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  const [loaded, setLoaded] = useState<Loaded>("loading");
  useEffect(() => {
    dialog.current?.showModal();
    load().then((Doctor) => setLoaded({ Doctor }), () => setLoaded("failed"));
  }, []);
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
        : <loaded.Doctor source={source} />}
    </dialog>
  );
}
