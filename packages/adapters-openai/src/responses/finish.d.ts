import type { Finish, JsonObject, Part } from '@signalbox/core';
/** Why a response ended, from its status; a tool call in the output decides `tool-calls`. */
export declare function decodeFinish(response: JsonObject, content: readonly Pick<Part, 'type'>[]): Finish;
/** `status`, `incomplete_details` and `error` of a response object for an ending. */
export declare function encodeFinish(finish: Finish): JsonObject;
//# sourceMappingURL=finish.d.ts.map