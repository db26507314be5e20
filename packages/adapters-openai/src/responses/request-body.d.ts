import type { ChatRequest, JsonObject } from '@signalbox/core';
import type { ItemContext } from './item-context.ts';
/** A request → the body of this wire, without the losses that a foreign request needs seen to first. */
export declare function encodeBody(request: ChatRequest, context: ItemContext): JsonObject;
//# sourceMappingURL=request-body.d.ts.map