import type { GatewayError, JsonObject, Outbound } from '@signalbox/core';
/** An error in this wire's envelope; the kind rides along as `code`. */
export declare function errorBody(error: GatewayError, requestId?: string): JsonObject;
/** A failed answer. The gateway's own attempts are spent: only a stated wait is worth a retry. */
export declare function encodeError(error: GatewayError, requestId: string): Outbound;
//# sourceMappingURL=error-envelope.d.ts.map