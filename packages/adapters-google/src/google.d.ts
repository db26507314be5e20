import { type Adapter } from '@signalbox/core';
/** Where the Gemini API is, and under which name. */
export interface GoogleOptions {
    /** The name targets use; give another one to a second account. */
    readonly provider?: string | undefined;
    /** Origin and path prefix; a target's own comes first. */
    readonly baseUrl?: string | undefined;
}
/** The Gemini API with an API key. */
export declare function google({ provider, baseUrl, }?: GoogleOptions): Adapter;
//# sourceMappingURL=google.d.ts.map