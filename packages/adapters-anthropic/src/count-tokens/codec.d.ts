import { type Codec, type CountTokensRequest, type Result } from '@signalbox/core';
/** Counting input tokens: a Messages request without what only a run needs. */
export declare const countTokensCodec: Codec<CountTokensRequest, Result>;
//# sourceMappingURL=codec.d.ts.map