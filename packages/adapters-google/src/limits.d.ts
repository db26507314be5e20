import type { RateLimit } from '@signalbox/core';
/** Google states no limits in headers; a 429 names the quota in its body. */
export declare function readRateLimits(): readonly RateLimit[];
//# sourceMappingURL=limits.d.ts.map