import type { JsonObject } from '@signalbox/core';
import { GatewayError } from '@signalbox/core';
/** An `error` event (nested or flat) or a response's `error` object as an error with its triage. */
export declare function failureOf(holder: JsonObject): GatewayError;
/** The stream ended without its terminal event. */
export declare function truncated(): GatewayError;
/** Something that is not this wire came instead of an event or a response. */
export declare function malformed(what: string, cause?: unknown): GatewayError;
//# sourceMappingURL=failure.d.ts.map