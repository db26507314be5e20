import type { JsonObject, PartSeed } from '@signalbox/core';
/** A part on its way; `head` and `prefix` are the constant text of its delta events. */
export interface OpenPart {
    seed: PartSeed;
    text: string;
    key: number;
    head?: string;
    prefix: string;
    logprobs: JsonObject[];
    ended: boolean;
    /** How reasoning was opened: a later patch of the form does not change its events. */
    form?: 'full' | 'summary';
}
type Event = readonly [type: string, fields: JsonObject];
/** One output item while it is written. */
export declare class OpenItem {
    #private;
    readonly id: string;
    readonly parts: OpenPart[];
    readonly announced: JsonObject;
    annotations: number;
    final: JsonObject | undefined;
    constructor(index: number, responseId: string, part: OpenPart);
    /** Fields with this item's place in the output. */
    at(fields: JsonObject): JsonObject;
    /** Another content part of the same message. */
    add(part: OpenPart): void;
    /** A content part with the given text, as `content_part` events show it. */
    contentPart(part: OpenPart, value: string): JsonObject;
    /** What comes before the first delta of a part, which learns its constant text here. */
    openText(part: OpenPart): readonly Event[];
    /** What comes after the last delta of a part. */
    textDone(part: OpenPart, late: readonly JsonObject[]): readonly Event[];
    /** Fixes the item as it will stand in the response; its id stays the announced one. */
    finish(): void;
}
export {};
//# sourceMappingURL=output-item.d.ts.map