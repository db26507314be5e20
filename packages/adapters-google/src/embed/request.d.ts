import type { EmbedRequest, JsonObject, Target, Warning } from '@signalbox/core';
/** How an endpoint takes several inputs: one batch of requests, or a prediction over instances. */
export type EmbedStyle = 'batch' | 'predict';
/** Inputs as the body of the action that fits their number. */
export declare function encodeEmbed(request: EmbedRequest, target: Target, style: EmbedStyle): {
    readonly action: string;
    readonly body: JsonObject;
    readonly warnings: readonly Warning[];
};
//# sourceMappingURL=request.d.ts.map