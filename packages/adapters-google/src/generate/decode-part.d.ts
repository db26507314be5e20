import type { JsonValue, Part, TokenIssuer, ToolCallPart } from '@signalbox/core';
/** What a part cannot say of itself. */
export interface PartContext {
    readonly issuer: TokenIssuer;
    /** The id of a call that came without one. */
    callId(name: string): string;
    /** The id of the call that a result without an id answers. */
    resultId(name: string): string;
    /** What a function's name on the wire stands for. */
    tool(name: string): Pick<ToolCallPart, 'name' | 'kind'> & {
        readonly namespace?: string;
    };
}
/** The context of a request: names are the client's own and nobody has answered. */
export declare const emptyIssuer: TokenIssuer;
/** One part of a content; what this model has no name for stays whole. */
export declare function decodePart(raw: JsonValue, context: PartContext): Part;
/** Parts of tools that Google runs, by their field. */
export declare const serverFields: readonly ['executableCode', 'codeExecutionResult', 'toolCall', 'toolResponse'];
//# sourceMappingURL=decode-part.d.ts.map