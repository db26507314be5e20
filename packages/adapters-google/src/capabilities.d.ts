import type { Capabilities, Target } from '@signalbox/core';
/** What every model of this wire can do; the target's own data goes over it. */
export declare function capabilities(target: Target): Capabilities;
//# sourceMappingURL=capabilities.d.ts.map