import { type ChatRequest, type JsonObject, type Target } from '@signalbox/core';
import { type BlockScope } from './encode-content.ts';
/** The body for a request that a client of this wire sent: what it wrote, in the shape it wrote. */
export declare function ownBody(request: ChatRequest, target: Target, scope: BlockScope): JsonObject;
//# sourceMappingURL=own-body.d.ts.map