import { type ChatRequest, type StreamDecoder } from '@signalbox/core';
/** Chunks of a streamed answer → events. A stream without any ending was cut. */
export declare function decodeStream(request: ChatRequest): StreamDecoder;
//# sourceMappingURL=stream.d.ts.map