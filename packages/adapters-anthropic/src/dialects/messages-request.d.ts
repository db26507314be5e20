import { type ChatRequest, type Inbound, type JsonObject } from '@signalbox/core';
/** A client's body as a request; `inbound` adds the source, so that bytes may pass. */
export declare function decodeRequest(body: JsonObject, inbound?: Inbound): ChatRequest;
//# sourceMappingURL=messages-request.d.ts.map