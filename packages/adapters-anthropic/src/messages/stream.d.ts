import { GatewayError, type ChatRequest, type StreamDecoder } from '@signalbox/core';
/** Messages events → canonical events; usage is merged, pings vanish, a cut never ends cleanly. */
export declare function decodeStream(request: ChatRequest): StreamDecoder;
/** The stream ended before its `message_stop`. */
export declare function truncated(): GatewayError;
//# sourceMappingURL=stream.d.ts.map