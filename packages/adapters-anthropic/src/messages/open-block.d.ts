import type { JsonObject, StreamEvent, TokenIssuer, ToolCallPart } from '@signalbox/core';
import { type Restored } from './restore-calls.ts';
/** One content block of a stream between its start and its stop. */
export interface OpenBlock {
    /** The events of a delta; undefined when it does not fit the block. */
    delta(delta: JsonObject): readonly StreamEvent[] | undefined;
    /** The events of the block's end. */
    stop(): readonly StreamEvent[];
    /** The end of a block that was cut. */
    cut(): readonly StreamEvent[];
    readonly isCall: boolean;
}
/** What opening a block needs to know. */
export interface OpenOptions {
    readonly issuer: TokenIssuer;
    /** The part's index, taken when it is first told. */
    nextIndex(): number;
    restore(part: ToolCallPart): Restored;
}
/** Opens a block: text, thinking and calls are told as they come, all others whole at their stop. */
export declare function openBlock(block: JsonObject, options: OpenOptions): {
    block: OpenBlock;
    events: readonly StreamEvent[];
};
//# sourceMappingURL=open-block.d.ts.map