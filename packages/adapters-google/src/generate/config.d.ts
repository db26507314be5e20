import type { ChatRequest, JsonObject, Target } from '@signalbox/core';
import type { Losses } from './warnings.ts';
/** A chat's settings as `generationConfig`; `undefined` when it has none. */
export declare function encodeConfig(request: ChatRequest, target: Target, lost: Losses): JsonObject | undefined;
//# sourceMappingURL=config.d.ts.map