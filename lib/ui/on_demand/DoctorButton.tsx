// Opens the doctor over preview or call. Engine, panel and words are loaded when it opens, and the
// check begins at once.

import { useState } from "preact/hooks";
import stethoscopeIcon from "@lucide/icons/icons/stethoscope";
import { Dialog } from "../base/Dialog.tsx";
import { Icon } from "../base/Icon.tsx";
import type { DoctorSource } from "../doctor/mod.ts";
import { useText } from "../text/mod.ts";
import { LoadingNote } from "./LoadingNote.tsx";
import { useOnDemand } from "./use_on_demand.ts";

/** `tone`: instead of the usual button. */
export function DoctorButton({ tone = "button", ...source }: DoctorSource & { tone?: string }) {
  const text = useText().doctorEntry;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button type="button" class={tone} onClick={() => setIsOpen(true)}>
        <Icon icon={stethoscopeIcon} size={18} aria-hidden="true" />
        {text.open}
      </button>
      {isOpen && <DoctorDialog source={source} onClose={() => setIsOpen(false)} />}
    </>
  );
}

interface DoctorDialogProps {
  source: DoctorSource;
  onClose: () => void;
}

function DoctorDialog({ source, onClose }: DoctorDialogProps) {
  const text = useText().doctorEntry;
  const loaded = useOnDemand("Doctor");
  return (
    <Dialog title={text.title} tone="doctor-dialog" hasCross onClose={onClose}>
      {typeof loaded === "string"
        ? <LoadingNote state={loaded} />
        : <loaded.value source={source} />}
    </Dialog>
  );
}
