// The page of the doctor: the panel with a heading. Makes the doctor once the page lives.

import { useEffect, useState } from "preact/hooks";
import { PageHead } from "../base/PageHead.tsx";
import { DoctorPanel } from "./DoctorPanel.tsx";
import type { DoctorView } from "./view.ts";
import { useDoctorText } from "./words.ts";

export function DoctorScreen({ makeDoctor }: { makeDoctor: () => DoctorView }) {
  const text = useDoctorText();
  const [doctor, setDoctor] = useState<DoctorView | null>(null);
  useEffect(() => {
    const made = makeDoctor();
    setDoctor(made);
    return () => made.close();
  }, []);
  return (
    <div class="page">
      <PageHead />
      <main class="doctor-page">
        <h1>{text.title}</h1>
        <DoctorPanel doctor={doctor} />
      </main>
    </div>
  );
}
