import { type JsonObject, type Outbound } from '@signalbox/core';
/** A whole answer. */
export declare function jsonReply(body: JsonObject): Outbound;
//# sourceMappingURL=json-reply.d.ts.map