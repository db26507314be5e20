import { type JsonObject, type JsonValue } from '@signalbox/core';
/**
 * A request in the one spelling this package reads. Protobuf JSON has two names for a field
 * (`inlineData`, `inline_data`), two base64 alphabets and takes a single part for a list; what a
 * system instruction calls its role is ignored.
 */
export declare function respell(body: JsonObject): JsonObject;
/** A content with its parts as a list. */
export declare function spellContent(content: JsonValue): JsonValue;
/** An object in camelCase, down to where the user's own keys begin. */
export declare function spellObject(value: JsonObject): JsonObject;
//# sourceMappingURL=spelling.d.ts.map