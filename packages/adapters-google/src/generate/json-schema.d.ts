import { type JsonObject } from '@signalbox/core';
/** Google's schema as JSON Schema: lowercase types, `nullable` as a type, counts as numbers. */
export declare function jsonSchemaOf(schema: JsonObject): JsonObject;
//# sourceMappingURL=json-schema.d.ts.map