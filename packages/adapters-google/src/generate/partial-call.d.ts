import { type JsonObject } from '@signalbox/core';
/** Builds the arguments of a call that is streamed as `partialArgs`. */
export declare class PartialCall {
    #private;
    /** Takes the values of one chunk; strings grow, everything else is set. */
    push(call: JsonObject): void;
    /** The arguments so far as JSON text. */
    text(): string;
}
//# sourceMappingURL=partial-call.d.ts.map