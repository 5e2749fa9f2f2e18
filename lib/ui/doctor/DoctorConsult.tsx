// The doctor over preview or call: makes it, and begins at once, for whoever opens it has asked.

import { useEffect, useState } from "preact/hooks";
import { DoctorPanel } from "./DoctorPanel.tsx";
import type { DoctorView } from "./view.ts";

interface DoctorConsultProps {
  makeDoctor: () => DoctorView;
  isInCall: boolean;
}

export function DoctorConsult({ makeDoctor, isInCall }: DoctorConsultProps) {
  const [doctor, setDoctor] = useState<DoctorView | null>(null);
  useEffect(() => {
    const made = makeDoctor();
    setDoctor(made);
    void made.run();
    return () => made.close();
  }, []);
  return <DoctorPanel doctor={doctor} isInCall={isInCall} hasLead={isInCall} />;
}
