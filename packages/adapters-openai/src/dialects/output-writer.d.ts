import type { JsonObject, Part, PartSeed, StreamEvent } from '@signalbox/core';
/** Writes the items of one answer: dense output indexes, dense sequence numbers, stable ids. */
export declare class OutputWriter {
    #private;
    responseId: string;
    /** The items that are finished, in the order of their announcement. */
    get output(): readonly JsonObject[];
    /** The parts that were written. */
    get parts(): readonly Part[];
    /** One event with the next sequence number. */
    event(type: string, fields: JsonObject): string;
    startPart(index: number, seed: PartSeed): string;
    delta(index: number, added: string): string;
    patch(index: number, fields: Partial<Part>): string;
    endPart(index: number): string;
    logprobs(value: JsonObject): void;
    /** A frame of this wire that the model does not know, with numbers that fit this stream. */
    opaque(event: Extract<StreamEvent, {
        type: 'opaque';
    }>): string;
    /** Ends whatever is open. */
    close(): string;
}
//# sourceMappingURL=output-writer.d.ts.map