import type { JsonObject, JsonValue, Part, PartSeed, StreamEvent } from '@signalbox/core';
/** An output item on its way; a message has a part per content index, others have part 0. */
export interface OpenItem {
    readonly id: string | undefined;
    readonly parts: Map<number, OpenPart>;
    done: boolean;
}
interface OpenPart {
    readonly index: number;
    text: string;
    citations: number;
    logprobs: number;
    section: number;
    ended: boolean;
}
/** Starts an item. */
export declare function createOpenItem(id: string | undefined): OpenItem;
/** Numbers the parts of all items and tells what is new about each. */
export declare class StreamParts {
    #private;
    readonly seeds: PartSeed[];
    /** Text for a part, which starts it when it is the first. */
    delta(item: OpenItem, seed: PartSeed, key: number, event: JsonObject): readonly StreamEvent[];
    /** Text for one of the joined sections of a reasoning item. */
    section(item: OpenItem, seed: PartSeed, section: number, event: JsonObject): readonly StreamEvent[];
    /** One more citation of a text. */
    cite(item: OpenItem, key: number, annotation: JsonValue | undefined): readonly StreamEvent[];
    /** An item was announced; messages and reasoning wait for their first text. */
    open(item: OpenItem, value: JsonValue | undefined, model: string): readonly StreamEvent[];
    /** A text or refusal was announced: it starts now, so that an empty one keeps its place. */
    openContent(item: OpenItem, key: number, value: JsonValue | undefined): readonly StreamEvent[];
    /** The item is finished: what its deltas left out, then the ends of its parts. */
    close(item: OpenItem, parts: readonly Part[]): readonly StreamEvent[];
    /** Ends whatever is still open. */
    closeOpen(item: OpenItem): readonly StreamEvent[];
}
/** A part without its text, and the text. */
export declare function split(part: Part): {
    readonly seed: PartSeed;
    readonly text: string;
};
export {};
//# sourceMappingURL=stream-parts.d.ts.map