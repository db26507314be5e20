import { type StreamRelay } from '@signalbox/core';
/** Lets the stream's bytes pass and reads usage and endings beside them. */
export declare function relayStream(): StreamRelay;
//# sourceMappingURL=relay.d.ts.map