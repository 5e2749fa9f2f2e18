// The doctor's words in the language of the page. Apart from text.ts, so that they load with the doctor.

import { doctorEn, type DoctorText } from "../text_doctor_en.ts";
import { useText } from "../text.ts";

const catalogues: Readonly<Record<string, DoctorText>> = { en: doctorEn };

/** The doctor's catalogue of the language in use. */
export function useDoctorText(): DoctorText {
  return catalogues[useText().language] ?? doctorEn;
}
