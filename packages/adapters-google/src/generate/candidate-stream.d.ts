import { type JsonObject, type StreamEvent } from '@signalbox/core';
import type { FunctionNames } from './function-names.ts';
/** One candidate of a stream: deltas of text join, everything else is a part of its own. */
export declare class CandidateStream {
    #private;
    finished: boolean;
    constructor(of: {
        readonly id: string;
        readonly model: string;
        readonly candidate: number;
        readonly names: FunctionNames;
    });
    push(chunk: JsonObject, events: StreamEvent[]): void;
    /** Ends what is open: the next part is another one. */
    close(events: StreamEvent[]): void;
}
//# sourceMappingURL=candidate-stream.d.ts.map