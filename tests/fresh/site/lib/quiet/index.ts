export { used } from "./used.ts";
export { unused } from "./loud.ts";
