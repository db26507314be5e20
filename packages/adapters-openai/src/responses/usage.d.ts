import type { JsonObject, Usage } from '@signalbox/core';
/** Responses usage → disjoint buckets: cached and written tokens lie inside the input, reasoning inside the output. */
export declare function decodeResponsesUsage(raw: JsonObject): Usage;
/** Buckets → the sums of this wire; the provider's own object comes back whole while it says the same. */
export declare function encodeResponsesUsage(usage: Usage): JsonObject;
//# sourceMappingURL=usage.d.ts.map