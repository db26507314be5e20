import { type JsonObject, type Tool, type ToolChoice } from '@signalbox/core';
import { type Warn } from './own-fields.ts';
/** A tool of this wire; everything but a plain custom tool is run or known by the provider. */
export declare function decodeTool(tool: JsonObject): Tool;
/** How tools are written for one request. */
export interface ToolScope {
    readonly own: boolean;
    readonly warn: Warn;
    toolName(tool: {
        readonly name: string;
        readonly namespace?: string | undefined;
    }): string;
}
/** Tools for the provider, without (but with a warning for) another provider's own tools. */
export declare function encodeTools(tools: readonly Tool[], scope: ToolScope): readonly JsonObject[];
/** What `tool_choice` says; `extra` is what the canonical model has no name for. */
export interface DecodedToolChoice {
    readonly toolChoice?: ToolChoice | undefined;
    readonly parallelToolCalls?: boolean | undefined;
    readonly extra: JsonObject;
}
/** Reads `tool_choice`; a choice newer than the model stays in `extra` whole. */
export declare function decodeToolChoice(value: JsonObject): DecodedToolChoice;
/** The `tool_choice` of a choice; `allowed` names no longer matter once the tools are filtered. */
export declare function encodeToolChoice(choice: ToolChoice, toolName: (tool: {
    name: string;
}) => string): JsonObject;
//# sourceMappingURL=tools.d.ts.map