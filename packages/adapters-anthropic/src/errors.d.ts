import { GatewayError, type JsonObject, type WireResponse } from '@signalbox/core';
/** What a failed call means: the body's type first, then its text, then the status. */
export declare function classifyError(response: WireResponse, now: number): GatewayError;
/** An error envelope inside a stream or a 200. */
export declare function classifyEvent(body: JsonObject): GatewayError;
//# sourceMappingURL=errors.d.ts.map