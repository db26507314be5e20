import type { JsonObject, Message } from '@signalbox/core';
import { type BlockScope } from './encode-content.ts';
/** One turn of a conversation while it is being built. */
export interface Turn {
    readonly role: 'user' | 'assistant' | 'system';
    readonly blocks: readonly JsonObject[];
}
/** How a conversation of another wire becomes turns. */
export interface TurnOptions {
    readonly scope: BlockScope;
    /** Index of the first message in the client's list, for the paths of warnings. */
    readonly offset: number;
    readonly systemTurns: boolean;
    /** The model continues a last assistant turn. */
    readonly prefill: boolean;
}
/**
 * Messages of another wire as turns this wire takes: alternating, begun by the user, no blank
 * text, every tool call answered at the start of the next turn.
 */
export declare function buildTurns(messages: readonly Message[], options: TurnOptions): readonly Turn[];
/** Whether a tool turn that the model is still working on lost the thinking it must begin with. */
export declare function lacksThinking(turns: readonly Turn[]): boolean;
//# sourceMappingURL=turns.d.ts.map