import type { JsonObject, Part } from '@signalbox/core';
import type { ItemContext } from './item-context.ts';
/** Any item that is not a message, as the one part it is; `model` is who answered, '' in a request. */
export declare function decodeItem(item: JsonObject, model: string, customCalls: ReadonlySet<string>): Part;
/** The item of a part, or undefined with a warning when it cannot be said on this wire. */
export declare function encodeItem(part: Part, context: ItemContext, path: string): JsonObject | undefined;
//# sourceMappingURL=items.d.ts.map