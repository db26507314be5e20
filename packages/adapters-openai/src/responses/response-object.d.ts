import type { Completion, GatewayRequest, JsonObject } from '@signalbox/core';
/** A completion as the response object of this wire. */
export declare function encodeResponseObject(completion: Completion, request: GatewayRequest, output?: readonly JsonObject[]): JsonObject;
/** What a response object repeats of its request, with OpenAI's defaults. */
export declare function echo(request: GatewayRequest): JsonObject;
//# sourceMappingURL=response-object.d.ts.map