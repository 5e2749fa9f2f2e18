// The page with the descriptions of our interfaces. Reads the two documents that programs read, and knows
// nothing else of the interfaces.

export { ApiPage } from "./ApiPage.tsx";
