import type { GatewayError, JsonObject, Outbound } from '@signalbox/core';
/** An error as a whole answer in Google's envelope. */
export declare function encodeError(error: GatewayError, requestId: string): Outbound;
/** An error as the last chunk of a stream; a cut is `UNAVAILABLE`, as Google itself says it. */
export declare function errorChunk(error: GatewayError): JsonObject;
//# sourceMappingURL=error-body.d.ts.map