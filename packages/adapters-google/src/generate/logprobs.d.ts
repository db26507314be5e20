import type { JsonObject } from '@signalbox/core';
/** `logprobsResult` in the list form the model has (`content`, each with its alternatives). */
export declare function decodeLogprobs(result: JsonObject): JsonObject;
/** The other way. */
export declare function encodeLogprobs(logprobs: JsonObject): JsonObject;
//# sourceMappingURL=logprobs.d.ts.map