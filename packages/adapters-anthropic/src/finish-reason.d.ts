import type { Finish, JsonObject } from '@signalbox/core';
/** What an answer says about its end; `delta` is a message or a `message_delta`'s delta. */
export declare function decodeFinish(delta: JsonObject, hasToolCalls: boolean): Finish;
/** The `stop_*` fields for a client; `own` answers keep the provider's own word. */
export declare function encodeFinish(finish: Finish, own: boolean, hasToolCalls: boolean): JsonObject;
//# sourceMappingURL=finish-reason.d.ts.map