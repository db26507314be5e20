import { type Result, type WireResponse } from '@signalbox/core';
/** Vectors out of any of the three shapes: one embedding, a batch, predictions. */
export declare function decodeEmbeddings(response: WireResponse): Result;
//# sourceMappingURL=response.d.ts.map