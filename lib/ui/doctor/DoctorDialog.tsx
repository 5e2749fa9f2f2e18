// The doctor over preview or call. Small itself: engine, panel and words are loaded when it opens, and
// the check begins at once.

import { Dialog } from "../base/Dialog.tsx";
import { LoadingNote } from "../base/LoadingNote.tsx";
import { useOnDemand } from "../on_demand.ts";
import { useText } from "../text/text.ts";
import type { DoctorSource } from "./doctor_view.ts";

interface DoctorDialogProps {
  source: DoctorSource;
  onClose: () => void;
}

export function DoctorDialog({ source, onClose }: DoctorDialogProps) {
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
