import { type Framer } from '@signalbox/core';
/**
 * Server-sent events, or JSON where the provider answers with that all the same: one object (an
 * error) or an array whose elements arrive over time. Each element is a frame.
 */
export declare function streamFramer(): Framer;
//# sourceMappingURL=stream-framer.d.ts.map