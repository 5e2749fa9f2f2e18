// Opens the doctor over preview or call.

import { useState } from "preact/hooks";
import stethoscopeIcon from "@lucide/icons/icons/stethoscope";
import { useText } from "../text/text.ts";
import { DoctorDialog } from "./DoctorDialog.tsx";
import type { DoctorSource } from "./doctor_view.ts";
import { Icon } from "../base/Icon.tsx";

export function DoctorButton(source: DoctorSource) {
  const text = useText().doctorEntry;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button type="button" class="button" onClick={() => setIsOpen(true)}>
        <Icon icon={stethoscopeIcon} size={18} aria-hidden="true" />
        {text.open}
      </button>
      {isOpen && <DoctorDialog source={source} onClose={() => setIsOpen(false)} />}
    </>
  );
}
