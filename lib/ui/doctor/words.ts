// The doctor's words in the language of the page. Apart from the catalogue, so that the English
// ones load with the doctor.

import { doctorEn, type DoctorText } from "../text/en/doctor.ts";
import { useTextPart } from "../text/mod.ts";

/** The doctor's catalogue of the language in use. */
export function useDoctorText(): DoctorText {
  return useTextPart("doctor", doctorEn);
}
