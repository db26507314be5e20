import type { JsonObject, Message } from '@signalbox/core';
import { type PartContext } from '../generate/decode-part.ts';
/** The system field and the turns of a body as messages. */
export declare function decodeMessages(body: JsonObject): readonly Message[];
/** How the parts of a request are read: results without an id answer the first open call of their name. */
export declare function requestContext(): PartContext;
//# sourceMappingURL=decode-messages.d.ts.map