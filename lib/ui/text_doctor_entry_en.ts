// The English words of the way to the doctor: a part of the catalogue in text_en.ts. The doctor's own, in
// text_doctor_en.ts, come with it.

export const doctorEntryEn = {
  open: "Check connection",
  title: "Check your connection",
};
