import { type ChatDialect, type Surface } from '@signalbox/core';
/** The surfaces of an operation, with and without the vendor prefix. */
export declare function surfaces(path: string): readonly Surface[];
/** What an Anthropic client sends to and expects from `/v1/messages`. */
export declare const anthropicMessages: ChatDialect;
//# sourceMappingURL=messages.d.ts.map