import { type JsonObject } from '@signalbox/core';
/**
 * A tool call's arguments as the object this wire wants; `undefined` when they are none. Integers
 * beyond 2^53 keep their digits, where the runtime can write them.
 */
export declare function exactArguments(text: string): JsonObject | undefined;
//# sourceMappingURL=exact-json.d.ts.map