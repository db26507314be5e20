import type { JsonValue, Tool, ToolChoice } from '@signalbox/core';
/** Which tool must be called; undefined for forms that only this wire knows. */
export declare function decodeToolChoice(choice: JsonValue | undefined): ToolChoice | undefined;
/** The choice as this wire writes it; `tools` tells functions and custom tools apart. */
export declare function encodeToolChoice(choice: ToolChoice, tools: readonly Tool[]): JsonValue;
//# sourceMappingURL=tool-choice.d.ts.map