import type { GatewayError, JsonObject, Outbound } from '@signalbox/core';
/** A failure before the first byte, in OpenAI's envelope with our `code` and `request_id`. */
export declare function encodeResponsesError(error: GatewayError, requestId: string): Outbound;
/** The error inside a stream: here clients decide by OpenAI's own words. */
export declare function streamError(error: GatewayError): JsonObject;
//# sourceMappingURL=responses-error.d.ts.map