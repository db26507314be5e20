import { type JsonObject, type JsonValue } from '@signalbox/core';
/** The object in a JSON text, with integers beyond 2^53 kept digit by digit; undefined if it is none. */
export declare function parseObject(text: string): JsonObject | undefined;
/** Text of a JSON value, as a tool call carries it. */
export declare function jsonText(value: JsonValue | undefined): string;
//# sourceMappingURL=exact-json.d.ts.map