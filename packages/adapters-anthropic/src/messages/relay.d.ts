import { type StreamRelay } from '@signalbox/core';
/** Lets a stream of this wire pass untouched and reads id, usage and ending beside it. */
export declare function relayStream(): StreamRelay;
//# sourceMappingURL=relay.d.ts.map