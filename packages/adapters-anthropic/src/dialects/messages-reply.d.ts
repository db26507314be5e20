import type { Completion, JsonObject } from '@signalbox/core';
import { type BlockScope } from '../messages/encode-content.ts';
/** A client takes every token, whoever issued it: it only keeps it for the next turn. */
export declare const clientScope: BlockScope;
/** A whole answer as a Messages client reads it. */
export declare function encodeMessage(completion: Completion): JsonObject;
//# sourceMappingURL=messages-reply.d.ts.map