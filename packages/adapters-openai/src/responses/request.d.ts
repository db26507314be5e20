import type { ChatRequest, Encoded, JsonObject, Source, Target, WireRequest } from '@signalbox/core';
import { type Warn } from './warnings.ts';
/** Canonical → Responses; requests of another wire are stored nowhere and ask for encrypted reasoning. */
export declare function encodeResponsesRequest(request: ChatRequest, target: Target): Encoded;
/** The client's body with the target's model. */
export declare function relayResponsesRequest(source: Source, target: Target): Encoded;
/** The body of a request for a target; losses go to `warn`. */
export declare function bodyFor(request: ChatRequest, target: Target, warn: Warn): JsonObject;
/** A POST below the target's base URL. */
export declare function post(target: Target, path: string, body: Uint8Array | string): WireRequest;
//# sourceMappingURL=request.d.ts.map