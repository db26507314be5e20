import { type JsonObject } from '@signalbox/core';
/** Throws `invalid_request`, naming the field, when a body is not a Messages request. */
export declare function checkMessagesBody(body: JsonObject): void;
//# sourceMappingURL=messages.d.ts.map