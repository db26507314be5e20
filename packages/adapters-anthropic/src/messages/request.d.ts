import { type ChatRequest, type Encoded, type JsonObject, type Source, type Target, type Warning, type WireRequest } from '@signalbox/core';
/** Canonical → Messages: faithful for a client of this wire, fitted to it for all others. */
export declare function encodeRequest(request: ChatRequest, target: Target): Encoded;
/** A client of this wire: its own body, another model. */
export declare function relayRequest(source: Source, target: Target): Encoded;
/** The JSON body alone, as count-tokens needs it too. */
export declare function encodeBody(request: ChatRequest, target: Target): {
    body: JsonObject;
    warnings: readonly Warning[];
};
/** A POST to the target with the headers this wire needs; a client's own version and betas pass. */
export declare function messagesRequest(path: string, body: Uint8Array | string, target: Target, source: Source | undefined): WireRequest;
//# sourceMappingURL=request.d.ts.map