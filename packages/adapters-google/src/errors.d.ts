import { GatewayError, type JsonObject, type JsonValue, type WireResponse } from '@signalbox/core';
/** A failed call: Google's status, its details (quota, reason, retry delay), and only then the number. */
export declare function classifyError(response: WireResponse, now: number, provider: string): GatewayError;
/** An error inside a 200: in a stream, or instead of an answer. */
export declare function errorOfBody(error: JsonObject): GatewayError;
/** The `error` object of a body, which Google sometimes wraps in a list. */
export declare function errorIn(body: JsonValue | undefined): JsonObject | undefined;
//# sourceMappingURL=errors.d.ts.map