import type { Extensions, Warning } from '@signalbox/core';
/** Collects what a request lost on its way. */
export interface Losses {
    readonly warnings: readonly Warning[];
    add(code: Warning['code'], path: string, detail: string): void;
    /** Extensions of other wires cannot be said here. */
    foreign(path: string, extensions: Extensions | undefined): void;
}
/** An empty collection. */
export declare function losses(): Losses;
//# sourceMappingURL=warnings.d.ts.map