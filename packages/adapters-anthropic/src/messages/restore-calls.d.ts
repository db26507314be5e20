import type { ChatRequest, Part, ToolCallPart } from '@signalbox/core';
/** How a tool call of the provider reaches the client. */
export type Restored = {
    readonly as: 'call';
    readonly part: ToolCallPart;
}
/** A free-form call: its text was wrapped in `{"input": …}`. */
 | {
    readonly as: 'custom';
    readonly part: ToolCallPart;
}
/** The call that carries a structured answer. */
 | {
    readonly as: 'answer';
    readonly part: ToolCallPart;
};
/** Undoes what the request did to tools: flat names, wrapped free-form tools, the answer tool. */
export declare function callRestorer(request: ChatRequest): (part: ToolCallPart) => Restored;
/** The text of a free-form call. */
export declare function unwrapInput(json: string): string;
/** Restores every call among the parts of a whole answer. */
export declare function restoreCalls(parts: readonly Part[], request: ChatRequest): readonly Part[];
//# sourceMappingURL=restore-calls.d.ts.map