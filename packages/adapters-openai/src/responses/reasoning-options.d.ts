import type { JsonObject, JsonValue, ReasoningOptions } from '@signalbox/core';
/** `reasoning` and the wish for encrypted content → options; undefined when nothing is asked. */
export declare function decodeReasoningOptions(reasoning: JsonValue | undefined, wantEncrypted: boolean): ReasoningOptions | undefined;
/** The wire's `reasoning`, undefined when the options leave everything to the model. */
export declare function encodeReasoningOptions(options: ReasoningOptions): JsonObject | undefined;
//# sourceMappingURL=reasoning-options.d.ts.map