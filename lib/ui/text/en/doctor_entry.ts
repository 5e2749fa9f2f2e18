// The English words of the way to the doctor: a part of the catalogue in en/mod.ts. The doctor's own, in
// en/doctor.ts, come with it.

export const doctorEntryEn = {
  open: "Check connection",
  title: "Check your connection",
};
