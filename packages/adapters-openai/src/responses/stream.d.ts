import type { StreamDecoder } from '@signalbox/core';
/** Decodes one stream of this wire; nothing it reads makes it throw. */
export declare function decodeResponsesStream(): StreamDecoder;
//# sourceMappingURL=stream.d.ts.map