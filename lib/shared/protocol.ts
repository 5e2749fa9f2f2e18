// Every message on the wire, in both directions, as zod schemas; a schema and its type share one
// name. The contract is docs/PROTOCOL.md. Knows the shapes only, none of the rules.

export * from "./protocol_data.ts";
export * from "./protocol_messages.ts";
