import type { Capabilities, ChatRequest, JsonObject } from '@signalbox/core';
import type { Warn } from './own-fields.ts';
import type { ThinkingPlan } from './thinking.ts';
/** What an answer's shape adds to a request. */
export interface EncodedFormat {
    readonly config: JsonObject;
    readonly system: readonly JsonObject[];
    readonly tools: readonly JsonObject[];
}
/** The shape of the answer: natively, by one forced tool, or told in the system field. */
export declare function encodeFormat(request: ChatRequest, capabilities: Capabilities, thinking: ThinkingPlan['kind'], warn: Warn): EncodedFormat;
//# sourceMappingURL=output-format.d.ts.map