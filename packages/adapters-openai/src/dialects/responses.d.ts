import type { ChatDialect, ChatRequest, Inbound, JsonObject } from '@signalbox/core';
/** `POST /v1/responses` as OpenAI's clients speak it. */
export declare const openaiResponses: ChatDialect;
/** A client's body as a request; without `inbound` it has no source. */
export declare function decodeResponsesRequest(body: JsonObject, inbound?: Inbound): ChatRequest;
//# sourceMappingURL=responses.d.ts.map