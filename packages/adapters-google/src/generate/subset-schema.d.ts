import { type JsonObject } from '@signalbox/core';
import { type CompiledSchema } from './schema.ts';
/** The OpenAPI subset of older models: uppercase types, `nullable`, string enums, no `const`. */
export declare function subsetSchema(root: JsonObject): CompiledSchema;
//# sourceMappingURL=subset-schema.d.ts.map