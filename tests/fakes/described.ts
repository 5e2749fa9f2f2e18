// Holds values against the schemas inside a document, as a stranger's validator does.

import assert from "node:assert/strict";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import { isUuid } from "../../lib/shared/ids.ts";

type Json = Readonly<Record<string, unknown>>;

export interface Described {
  /** What is wrong with a value by the schema at a JSON pointer of the document; null: nothing. */
  wrongWith(pointer: string, value: unknown): string | null;
}

interface Options {
  dialect: "2020-12" | "draft-07";
  /** Nothing may be there that is not described. Clients ignore such fields; a description should not. */
  isWhole?: boolean;
}

/** Reads a document that was served, or made. */
export function readDescribed(document: object, { dialect, isWhole = false }: Options): Described {
  const options = { strict: false, allErrors: true, formats: { uuid: isUuid } } as const;
  const ajv = dialect === "2020-12" ? new Ajv2020(options) : new Ajv(options);
  const plain: Json = JSON.parse(JSON.stringify(document));
  ajv.addSchema({ ...(isWhole ? closed(plain) : plain), $id: "http://document/" });
  return {
    wrongWith(pointer, value) {
      const validate = ajv.getSchema(`http://document/${encodeURI(pointer)}`);
      assert.ok(validate, `there is nothing at ${pointer}`);
      return validate(value) ? null : ajv.errorsText(validate.errors);
    },
  };
}

/** The document with every object schema closed to what it does not name. */
function closed(document: Json): Json {
  return JSON.parse(JSON.stringify(document, (_, value) => {
    const isObject = value?.type === "object" && value.properties;
    return isObject ? { ...value, additionalProperties: false } : value;
  }));
}

/** One step of a JSON pointer (RFC 6901). */
export const step = (name: string) => name.replaceAll("~", "~0").replaceAll("/", "~1");

/** Every `$ref` of a document. */
export function refsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    key === "$ref" && typeof one === "string" ? [one] : refsIn(one)
  );
}

/** What stands at a JSON pointer of a document; undefined: nothing. */
export function lookUp(document: unknown, pointer: string): unknown {
  return pointer.split("/").slice(1).reduce<unknown>((at, part) => {
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    return typeof at === "object" && at !== null ? Reflect.get(at, name) : undefined;
  }, document);
}
