import { type JsonObject } from '@signalbox/core';
/** A compiled schema and what it could not keep, as short words for a warning. */
export interface CompiledSchema {
    readonly schema: JsonObject;
    readonly losses: readonly string[];
}
/** JSON Schema as this wire takes it: no `$schema`, no `$id`, every local `$ref` inlined. */
export declare function inlineSchema(root: JsonObject): CompiledSchema;
//# sourceMappingURL=schema.d.ts.map