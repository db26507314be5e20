import { type JsonObject } from '@signalbox/core';
import type { Warn } from './own-fields.ts';
/**
 * The subset of JSON Schema that structured output takes: closed objects, no numeric or length
 * limits. What is left out is told to the model in the description, and to the caller as `lossy`.
 */
export declare function compileSchema(schema: JsonObject, path: string, warn: Warn): JsonObject;
//# sourceMappingURL=schema.d.ts.map