import type { JsonObject, ReasoningOptions, Target } from '@signalbox/core';
import type { Losses } from './warnings.ts';
/** `thinkingConfig` as reasoning options. */
export declare function decodeThinking(config: JsonObject): ReasoningOptions | undefined;
/** Reasoning options as `thinkingConfig`: a level where the target is known to want one, else a budget. */
export declare function encodeThinking(options: ReasoningOptions, target: Target, maxOutputTokens: number | undefined, lost: Losses): JsonObject | undefined;
//# sourceMappingURL=reasoning.d.ts.map