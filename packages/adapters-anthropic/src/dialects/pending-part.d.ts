import { type JsonObject, type Part, type PartSeed } from '@signalbox/core';
/** Gives the frames of one part, written at the next free block index. */
export interface BlockWriter {
    start(block: JsonObject): void;
    delta(delta: JsonObject): void;
    stop(): void;
}
/** One part of a stream on its way to the client: it opens its block when there is something to say. */
export declare class PendingPart {
    #private;
    ended: boolean;
    constructor(seed: PartSeed);
    get isCall(): boolean;
    push(text: string): void;
    patch({ citations, ...fields }: Partial<Part>): void;
    /** Writes what has come so far; with `ended`, all that is left. */
    flush(out: BlockWriter): void;
}
//# sourceMappingURL=pending-part.d.ts.map