import type { ChatRequest, StreamEncoder } from '@signalbox/core';
/** Events → the event order of OpenAI; only the first candidate has a place in it. */
export declare function encodeResponsesStream(request: ChatRequest): StreamEncoder;
//# sourceMappingURL=responses-stream.d.ts.map