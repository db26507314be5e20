import { type Capabilities, type ChatRequest, type JsonObject, type ReasoningOptions } from '@signalbox/core';
import { type Warn } from './own-fields.ts';
type Effort = NonNullable<ReasoningOptions['effort']>;
/** Whether a word is an effort that this wire knows. */
export declare function isEffort(value: unknown): value is Effort;
/** Reads `thinking`; `extra` is what the canonical model has no name for. */
export declare function decodeThinking(value: JsonObject): {
    reasoning: ReasoningOptions;
    extra: JsonObject;
};
/** `thinking` as a client of this wire wrote it. */
export declare function encodeOwnThinking(reasoning: ReasoningOptions | undefined, extra: JsonObject[string]): JsonObject | undefined;
/** How a request thinks, and what its answer may cost in tokens. */
export interface ThinkingPlan {
    readonly thinking?: JsonObject | undefined;
    readonly effort?: string | undefined;
    readonly maxTokens: number;
    /** `budget` refuses forced tools and sampling, `adaptive` only sampling. */
    readonly kind: 'none' | 'budget' | 'adaptive';
}
/** `max_tokens` when nobody asks for thinking. */
export declare function defaultMaxTokens(request: ChatRequest, capabilities: Capabilities): number;
/** Turns a wish of another wire into what the target's model can do. */
export declare function planThinking(request: ChatRequest, capabilities: Capabilities, warn: Warn): ThinkingPlan;
export {};
//# sourceMappingURL=thinking.d.ts.map