// Opens the doctor over preview or call. Shows nothing where the page provides no doctor.

import { useContext, useState } from "preact/hooks";
import { Stethoscope } from "lucide-preact";
import { useText } from "../text.ts";
import { DoctorContext, type DoctorSource } from "./doctor_context.ts";
import { DoctorDialog } from "./DoctorDialog.tsx";

export function DoctorButton({ media, call }: DoctorSource) {
  const text = useText().doctorEntry;
  const load = useContext(DoctorContext);
  const [isOpen, setIsOpen] = useState(false);
  if (!load) return null;
  return (
    <>
      <button type="button" class="button" onClick={() => setIsOpen(true)}>
        <Stethoscope size={18} aria-hidden="true" />
        {text.open}
      </button>
      {isOpen && (
        <DoctorDialog
          source={{ media, call }}
          load={load}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
