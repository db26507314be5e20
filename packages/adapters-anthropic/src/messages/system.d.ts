import type { JsonObject, Message } from '@signalbox/core';
import { type BlockScope } from './encode-content.ts';
/** Splits the leading instructions from the conversation. */
export declare function splitSystem(messages: readonly Message[]): {
    system: readonly Message[];
    rest: readonly Message[];
};
/** Whether a message instructs the model instead of taking part. */
export declare function isInstruction({ role }: Message): boolean;
/** The `system` field: the client's own string, or blocks; undefined when nothing is said. */
export declare function encodeSystem(messages: readonly Message[], scope: BlockScope): string | readonly JsonObject[] | undefined;
/** A later instruction as a system turn, for models that take one. */
export declare function systemTurn(message: Message, scope: BlockScope, path: string): JsonObject;
/** A later instruction for models without system turns: a reminder in the user's turn. */
export declare function reminder(message: Message, scope: BlockScope, path: string): Message;
//# sourceMappingURL=system.d.ts.map