// From the zod schemas of the protocol to the JSON Schema of a document: which of them have a name there,
// and what is said of them and their fields. Knows none of them by itself.

import * as z from "zod/mini";
import type { JsonSchema, Named } from "../../shared/api_documents.ts";

/** What zod does not know of a schema. One with an `id` stands under it in the document, once. */
interface About {
  readonly id?: string;
  readonly description?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly minProperties?: number;
  readonly default?: unknown;
}

export type Shape = Readonly<Record<string, z.core.$ZodType>>;

export interface Glossary {
  /** Says something of a schema, wherever it stands; what was said before of it is kept. */
  add(schema: z.core.$ZodType, about: About): void;
  /** Says what fields mean. A field whose schema stands elsewhere too means the same there. */
  addFields<T extends Shape>(
    schema: z.ZodMiniObject<T>,
    fields: Partial<Record<keyof T, string>>,
  ): void;
  /** All schemas with an id. */
  toJson(target: "draft-2020-12" | "draft-07"): Named<JsonSchema>;
}

export const refTo = (id: string) => ({ $ref: `#/components/schemas/${id}` });

/** Makes an empty one. */
export function createGlossary(): Glossary {
  const registry = z.registry<About>();
  const add = (schema: z.core.$ZodType, about: About) => {
    registry.add(schema, { ...registry.get(schema), ...about });
  };
  return {
    add,
    addFields(schema, fields) {
      for (const [name, description] of Object.entries(fields)) {
        const field = schema.def.shape[name];
        if (!field) throw new Error(`There is no field ${name}`);
        add(field, { description: String(description) });
      }
    },
    toJson(target) {
      const { schemas } = z.toJSONSchema(registry, {
        target,
        metadata: registry,
        // As a client writes them. What the server writes is the same before and after, and "output" would
        // forbid all other fields: both sides ignore those (P17).
        io: "input",
        uri: (id) => refTo(id).$ref,
      });
      return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, tidy(schema)]));
    },
  };
}

/** Without what a part of a larger document has no use for: it has neither a dialect nor a URI of its own. */
function tidy({ $schema: _dialect, $id: _uri, ...schema }: JsonSchema): JsonSchema {
  return schema;
}
