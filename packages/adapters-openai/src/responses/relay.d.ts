import type { StreamRelay } from '@signalbox/core';
/** What a provider's streams need before a client of this wire may read them. */
export interface ResponsesRepairs {
    /** The provider leaves out the `event:` lines and ends with `[DONE]`. */
    readonly nameEvents?: boolean | undefined;
}
/** Lets a stream of this wire pass and reads its terminal event. */
export declare function relayResponsesStream({ nameEvents }?: ResponsesRepairs): StreamRelay;
//# sourceMappingURL=relay.d.ts.map