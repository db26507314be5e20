import { type Dialect } from '@signalbox/core';
/** What an Anthropic client sends to and expects from `/v1/messages/count_tokens`. */
export declare const anthropicCountTokens: Dialect;
//# sourceMappingURL=count-tokens.d.ts.map