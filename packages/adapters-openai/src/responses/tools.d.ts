import type { JsonObject, JsonValue, Tool } from '@signalbox/core';
import type { ItemContext } from './item-context.ts';
/** Tools of a request; those inside a namespace become flat and remember its name. */
export declare function decodeTools(tools: JsonValue | undefined): readonly Tool[];
/** Tools as this wire lists them, namespaces put together again. */
export declare function encodeTools(tools: readonly Tool[], context: ItemContext): readonly JsonObject[];
//# sourceMappingURL=tools.d.ts.map