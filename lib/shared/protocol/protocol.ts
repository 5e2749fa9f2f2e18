// Every message on the wire, in both directions, as zod schemas; a schema and its type share one
// name. The contract is docs/PROTOCOL.md. Knows the shapes only, none of the rules.

export * from "./data.ts";
export * from "./messages.ts";
