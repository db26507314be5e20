import type { JsonObject, JsonValue, Part } from '@signalbox/core';
/** The output of a response as the parts of one assistant message. */
export declare function decodeOutput(output: JsonValue | undefined, model: string): readonly Part[];
/** The parts of one output item: a message has one per content part, every other item is one part. */
export declare function decodeOutputItem(item: JsonObject, model: string): readonly Part[];
/** The parts of an answer as output items; `responseId` makes the ids that are missing. */
export declare function encodeOutput(parts: readonly Part[], responseId: string): readonly JsonObject[];
/** Whether two parts are content of one message item. */
export declare function sameItem(head: Pick<Part, 'type' | 'id'>, part: Pick<Part, 'type' | 'id'>): boolean;
/** Whether a part is content of a message item rather than an item. */
export declare function isContent(part: Pick<Part, 'type'> & {
    readonly kind?: string;
}): boolean;
/** A text's or tool call's own token has its slot in a reasoning item without text before it. */
export declare function tokenItem(part: Part, responseId: string, index: number): JsonObject | undefined;
/** One output item out of its parts; undefined for a part that has no form here. */
export declare function outputItem(group: readonly Part[], responseId: string, index: number): JsonObject | undefined;
/** The provider's id on this wire; another wire's only where it looks like one. */
export declare function itemId(part: Part, prefix: string, responseId: string, index: number): string;
//# sourceMappingURL=output-items.d.ts.map