import type { ChatRequest, JsonObject, Target, Tool, ToolChoice } from '@signalbox/core';
import type { FunctionNames } from './function-names.ts';
import type { Losses } from './warnings.ts';
/** Tools as this wire lists them: neighbouring functions share one entry. */
export declare function encodeTools(tools: readonly Tool[], names: FunctionNames, target: Target, lost: Losses): readonly JsonObject[];
/** A JSON Schema for a target, with a warning for what it cannot carry. */
export declare function compileFor(schema: JsonObject, target: Target, lost: Losses, path: string): {
    readonly subset: boolean;
    readonly schema: JsonObject;
};
/** `functionCallingConfig` for a choice. */
export declare function encodeToolChoice(choice: ToolChoice, names: FunctionNames): JsonObject;
/** What a chat says about parallel calls, which this wire cannot limit. */
export declare function warnOfCallLimits(request: ChatRequest, lost: Losses): void;
//# sourceMappingURL=tools.d.ts.map