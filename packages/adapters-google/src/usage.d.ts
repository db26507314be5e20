import type { JsonObject, Usage } from '@signalbox/core';
/** `usageMetadata` in disjoint buckets; undefined while a stream has only named its traffic type. */
export declare function decodeUsage(raw: JsonObject): Usage | undefined;
/** Google's own object when it came from there, else one built from the buckets. */
export declare function encodeUsage(usage: Usage): JsonObject;
//# sourceMappingURL=usage.d.ts.map