import { type JsonObject, type JsonValue, type Part, type TokenIssuer } from '@signalbox/core';
/** Who signs what a decoder reads; a client's request names no model. */
export declare function issuedBy(model: string): TokenIssuer;
/** Content blocks as parts, in order; a block newer than the model stays opaque. */
export declare function decodeBlocks(blocks: readonly JsonValue[], issuer: TokenIssuer): readonly Part[];
/** One content block as a part. */
export declare function decodeBlock(block: JsonObject, issuer: TokenIssuer): Part;
/** Whether a block type is a call that the provider runs itself. */
export declare function isServerCall(type: string): boolean;
/** Whether a block type is the result of such a call. */
export declare function isServerResult(type: string): boolean;
//# sourceMappingURL=decode-content.d.ts.map