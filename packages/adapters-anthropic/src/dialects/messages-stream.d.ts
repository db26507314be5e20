import { type StreamEncoder } from '@signalbox/core';
/**
 * Canonical events → the exact grammar of this wire: one `message_start`, blocks one after the
 * other with dense indices (parts that interleave wait), then `message_delta` and `message_stop`.
 */
export declare function encodeStream(): StreamEncoder;
//# sourceMappingURL=messages-stream.d.ts.map