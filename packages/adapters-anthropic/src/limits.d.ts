import { type HeaderList, type RateLimit } from '@signalbox/core';
/** The key's limits as the headers state them; a reset may lie in the past. */
export declare function readRateLimits(headers: HeaderList): readonly RateLimit[];
/** How long the provider asks to wait: milliseconds first, then seconds or a date. */
export declare function readRetryAfter(headers: HeaderList, now: number): number | undefined;
//# sourceMappingURL=limits.d.ts.map