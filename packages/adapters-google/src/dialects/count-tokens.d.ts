import { type Dialect } from '@signalbox/core';
/** countTokens: contents alone, or a whole request in `generateContentRequest`. */
export declare const googleCountTokens: Dialect;
//# sourceMappingURL=count-tokens.d.ts.map