import type { ChatRequest, JsonObject, Target } from '@signalbox/core';
import type { BlockScope } from './encode-content.ts';
/** The body for a request of another wire: everything said in this wire's words, losses warned. */
export declare function foreignBody(request: ChatRequest, target: Target, scope: BlockScope): JsonObject;
//# sourceMappingURL=foreign-body.d.ts.map