import type { Warning } from '@signalbox/core';
/** Collects the losses of one encoding. */
export type Warn = (code: Warning['code'], path: string, detail: string) => void;
/** A list of warnings and the function that fills it. */
export declare function warningList(): {
    readonly warnings: Warning[];
    readonly warn: Warn;
};
//# sourceMappingURL=warnings.d.ts.map