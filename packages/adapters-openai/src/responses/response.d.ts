import type { ChatRequest, Completion, JsonObject, WireResponse } from '@signalbox/core';
/** A provider's whole answer; a failed response throws its error. */
export declare function decodeResponsesResponse(response: WireResponse, _request?: ChatRequest): Completion;
/** A response object → completion; throws for a failed one and for what is none. */
export declare function decodeResponseObject(body: JsonObject): Completion;
/** The fields of a response object that the model has no name for. */
export declare function responseFields(body: JsonObject): JsonObject;
//# sourceMappingURL=response.d.ts.map