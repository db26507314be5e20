import { type ChatRequest, type Completion, type JsonObject } from '@signalbox/core';
import { type PartContext } from './decode-part.ts';
import { type FunctionNames } from './function-names.ts';
/** A whole answer; without candidates the prompt itself was refused. */
export declare function decodeAnswer(body: JsonObject, request: ChatRequest): Completion;
/** Whether feedback on a prompt says that it was refused. */
export declare function isBlocked(feedback: JsonObject): boolean;
/** How the parts of one candidate are read; ids of calls depend on their order alone. */
export declare function answerContext(of: {
    readonly id: string;
    readonly model: string;
    readonly candidate: number;
    readonly names: FunctionNames;
}): PartContext;
/** What a candidate says beside its content and ending; `index` is kept by whole answers only. */
export declare function candidateRest(candidate: JsonObject): JsonObject | undefined;
/** Unix seconds of an RFC 3339 time. */
export declare function secondsOf(time: JsonObject[string]): number | undefined;
//# sourceMappingURL=response.d.ts.map