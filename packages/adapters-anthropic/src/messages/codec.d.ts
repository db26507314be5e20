import { type ChatCodec } from '@signalbox/core';
/** The Messages wire as a provider speaks it. */
export declare const messagesCodec: ChatCodec;
//# sourceMappingURL=codec.d.ts.map