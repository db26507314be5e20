import { type JsonObject, type Usage } from '@signalbox/core';
/** Buckets of a usage object; `input_tokens` excludes the cache, `output_tokens` includes thinking. */
export declare function decodeUsage(raw: JsonObject): Usage;
/** A later usage object over an earlier one, field by field: both are totals, never added. */
export declare function mergeUsage(earlier: JsonObject, later: JsonObject): JsonObject;
/** The usage object for a client; an own answer's is written back as it came. */
export declare function encodeUsage(usage: Usage | undefined, own: boolean): JsonObject;
//# sourceMappingURL=usage.d.ts.map