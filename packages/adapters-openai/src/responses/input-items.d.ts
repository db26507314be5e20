import type { JsonValue, Message } from '@signalbox/core';
import type { ItemContext } from './item-context.ts';
/** The input of a request, one message per item. */
export declare function decodeInput(input: JsonValue | undefined): readonly Message[];
/** Messages → input; a lone user string stays a string. */
export declare function encodeInput(messages: readonly Message[], context: ItemContext, offset: number): JsonValue;
//# sourceMappingURL=input-items.d.ts.map