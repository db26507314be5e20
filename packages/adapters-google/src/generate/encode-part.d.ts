import { type JsonObject, type Part, type Target } from '@signalbox/core';
import type { FunctionNames } from './function-names.ts';
import type { Losses } from './warnings.ts';
/** What encoding a part needs to know; towards a client there is no target and every token passes. */
export interface PartTarget {
    readonly target?: Target | undefined;
    readonly names: FunctionNames;
    /** The client speaks this wire itself: what it sent is not tidied up. */
    readonly own: boolean;
    readonly lost: Losses;
    nameOfCall(callId: string): string | undefined;
}
/** A part as this wire's parts: none when it cannot be said here, more for results with media. */
export declare function encodePart(part: Part, path: string, to: PartTarget): readonly JsonObject[];
//# sourceMappingURL=encode-part.d.ts.map