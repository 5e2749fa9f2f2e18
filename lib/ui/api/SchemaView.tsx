// A JSON Schema for people: the type in a few signs, and its fields with what they mean. Links to what
// has a name of its own. Knows as much of JSON Schema as zod writes.

import type { ComponentChildren } from "preact";
import type { JsonSchema } from "../../shared/api_documents.ts";
import { useTextPart } from "../text/mod.ts";
import { apiEn } from "../text/en/api.ts";
import { Line } from "./Prose.tsx";

type Schema = JsonSchema | boolean;

export interface SchemaProps {
  schema: Schema;
  /** The part of the page in which names are looked for: each document has its own. */
  part: string;
}

/** Where a named schema of a part stands on the page. */
export const schemaAnchor = (part: string, name: string) => `${part}-${name}`;

const nameOf = (ref: string) => ref.split("/").at(-1) ?? ref;

/** The type in signs: `string 1…64`, `UserInfo[]`, `"all" | "relay"`. */
export function SchemaType({ schema, part }: SchemaProps) {
  return <code class="api-type">{typeOf(schema, part)}</code>;
}

function typeOf(schema: Schema, part: string): ComponentChildren {
  if (typeof schema === "boolean") return "any";
  const { $ref, allOf, anyOf, items, type } = schema;
  if ($ref !== undefined) {
    const name = nameOf($ref);
    return <a href={`#${schemaAnchor(part, name)}`}>{name}</a>;
  }
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(" | ");
  if (allOf?.length === 1 && allOf[0]) return typeOf(allOf[0], part);
  if (anyOf) return anyOf.flatMap((one, at) => [at > 0 ? " | " : "", typeOf(one, part)]);
  if (items !== undefined && !Array.isArray(items)) return [typeOf(items, part), "[]"];
  return [type ?? "any"].flat().join(" | ") + limitsOf(schema);
}

function limitsOf(schema: JsonSchema): string {
  const { format, exclusiveMinimum } = schema;
  const least = schema.minLength ?? schema.minimum ??
    (typeof exclusiveMinimum === "number" ? exclusiveMinimum + 1 : undefined);
  const most = schema.maxLength ?? schema.maximum;
  return (format ? ` (${format})` : "") + rangeOf(least, most);
}

function rangeOf(least?: number, most?: number): string {
  if (least === undefined) return most === undefined ? "" : ` ≤ ${most}`;
  return most === undefined ? ` ≥ ${least}` : ` ${least}…${most}`;
}

/** The object schemas that stand in a schema without a name of their own. */
function objectsIn(schema: Schema): JsonSchema[] {
  if (typeof schema === "boolean") return [];
  if (schema.properties && !schema.$ref) return [schema];
  const { items, anyOf = [], allOf = [] } = schema;
  const inside = items === undefined || Array.isArray(items) ? [] : [items];
  return [...inside, ...anyOf, ...allOf].flatMap(objectsIn);
}

export function SchemaFields({ schema, part }: SchemaProps) {
  const objects = objectsIn(schema);
  if (objects.length === 0) return null;
  return (
    <>
      {objects.map((object) => {
        const { properties = {}, required = [] } = object;
        return (
          <ul class="api-fields" key={Object.keys(properties).join()}>
            {Object.entries(properties).map(([name, field]) => (
              <Field key={name} {...{ name, field, part }} isRequired={required.includes(name)} />
            ))}
          </ul>
        );
      })}
    </>
  );
}

interface FieldProps {
  name: string;
  field: Schema;
  part: string;
  isRequired: boolean;
}

function Field({ name, field, part, isRequired }: FieldProps) {
  const text = useTextPart("api", apiEn);
  const { description, default: usual } = typeof field === "boolean" ? {} : field;
  return (
    <li>
      <p class="api-field">
        <code class="api-name">{name}</code>
        <SchemaType schema={field} part={part} />
        {["string", "boolean", "number"].includes(typeof usual) && (
          <code class="api-type">= {JSON.stringify(usual)}</code>
        )}
        {!isRequired && <span class="quiet">{text.optional}</span>}
      </p>
      {description && (
        <p class="quiet">
          <Line text={description} />
        </p>
      )}
      <SchemaFields schema={field} part={part} />
    </li>
  );
}

/** All schemas of a part that have a name. */
export function SchemaList({ schemas, part }: { schemas: [string, JsonSchema][]; part: string }) {
  return (
    <div class="api-list">
      {schemas.map(([name, schema]) => (
        <details key={name}>
          <summary>
            <code class="api-name">{name}</code>
            {schema.description && <Line text={schema.description} />}
          </summary>
          {/* Inside, as a browser opens what it is sent into. */}
          <div class="api-body" id={schemaAnchor(part, name)}>
            {!schema.properties && <SchemaType schema={schema} part={part} />}
            <SchemaFields schema={schema} part={part} />
          </div>
        </details>
      ))}
    </div>
  );
}
