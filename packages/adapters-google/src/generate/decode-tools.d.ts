import { type JsonObject, type Tool, type ToolChoice } from '@signalbox/core';
/** A request's `tools` as single tools; everything but functions is run by Google. */
export declare function decodeTools(tools: JsonObject['tools']): readonly Tool[];
/** `toolConfig.functionCallingConfig`, and the fields of `toolConfig` that the choice cannot say. */
export declare function decodeToolChoice(toolConfig: JsonObject): {
    readonly choice?: ToolChoice;
    readonly rest?: JsonObject;
};
//# sourceMappingURL=decode-tools.d.ts.map