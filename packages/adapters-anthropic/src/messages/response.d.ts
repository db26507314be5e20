import { GatewayError, type ChatRequest, type Completion, type Extensions, type JsonObject, type WireResponse } from '@signalbox/core';
/** A whole answer; an error envelope in a 200 is thrown as what it is. */
export declare function decodeResponse(response: WireResponse, request: ChatRequest): Completion;
/** What an answer of this wire carries beside the model; present even when there is nothing. */
export declare function messageFields(body: JsonObject): Extensions;
/** An answer that is not of this wire. */
export declare function malformed(message: string, cause?: unknown): GatewayError;
//# sourceMappingURL=response.d.ts.map