import type { ChatRequest, JsonObject } from '@signalbox/core';
/** A body of this wire → the request; every field it cannot name goes to the extensions. */
export declare function decodeBody(body: JsonObject): ChatRequest;
//# sourceMappingURL=decode-request.d.ts.map