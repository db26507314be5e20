import type { Capabilities, ChatRequest, JsonObject } from '@signalbox/core';
import type { Warn } from './own-fields.ts';
import type { ThinkingPlan } from './thinking.ts';
/** Sampling fields of a request of another wire, as far as the provider takes them. */
export declare function encodeSampling(request: ChatRequest, thinking: ThinkingPlan['kind'], warn: Warn): JsonObject;
/** Stop sequences without the blank ones, which the provider refuses. */
export declare function encodeStop(request: ChatRequest, capabilities: Capabilities, warn: Warn): JsonObject;
/** Warns for every setting of a request that this wire has no field for. */
export declare function warnUnsupported(request: ChatRequest, warn: Warn): void;
//# sourceMappingURL=sampling.d.ts.map