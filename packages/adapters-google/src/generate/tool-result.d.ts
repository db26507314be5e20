import { type JsonObject, type Part } from '@signalbox/core';
/** What a functionResponse's `response` says: a text where it is one, else its JSON. */
export declare function decodeToolOutput(response: JsonObject): {
    readonly text: string;
    readonly isError: boolean;
};
/** `response` must be an object: JSON objects pass as they are, texts are wrapped. */
export declare function encodeToolOutput(text: string, isError: boolean): JsonObject;
/** The text of a result's parts, one line each. */
export declare function textOfParts(parts: readonly Part[]): string;
//# sourceMappingURL=tool-result.d.ts.map