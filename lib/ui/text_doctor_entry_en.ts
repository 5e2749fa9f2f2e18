// The English words around the doctor before it is loaded, or when it cannot be: a part of the catalogue
// in text_en.ts. The doctor's own, in text_doctor_en.ts, come with it.

export const doctorEntryEn = {
  open: "Check connection",
  title: "Check your connection",
  loading: "Loading the check…",
  loadFailed: "The check could not be loaded: the server is out of reach. Your call goes on. " +
    "Look whether other websites open.",
};
