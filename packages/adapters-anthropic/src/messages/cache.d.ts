import { type JsonObject, type PartBase } from '@signalbox/core';
import type { Warn } from './own-fields.ts';
type CacheMark = NonNullable<PartBase['cache']>;
/** A cache breakpoint that the canonical model can say; anything else stays an extension. */
export declare function decodeCache(value: unknown): CacheMark | undefined;
/** The breakpoint's field, or nothing. */
export declare function encodeCache(cache: CacheMark | undefined, path: string, warn: Warn): JsonObject;
/** Keeps the last four breakpoints of a request, the most a provider of this wire takes. */
export declare function limitBreakpoints(blocks: readonly JsonObject[], warn: Warn): ReadonlySet<JsonObject>;
export {};
//# sourceMappingURL=cache.d.ts.map