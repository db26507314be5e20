import type { Finish } from '@signalbox/core';
/** Google says STOP after a function call too, so what was seen decides. */
export declare function decodeFinish(native: unknown, calls: boolean): Finish;
/** Google's own word where it gave one, else the nearest. */
export declare function encodeFinish(finish: Finish): string;
//# sourceMappingURL=finish-reason.d.ts.map