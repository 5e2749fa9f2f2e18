import { createContext } from "preact";

/** Provided once by the document and once by the layout. */
export const Words = createContext("nobody's");
