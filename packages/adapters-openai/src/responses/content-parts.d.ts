import type { JsonObject, JsonValue, Message, Part, TextPart } from '@signalbox/core';
import type { ItemContext } from './item-context.ts';
type Role = Message['role'];
/** The content of a message or a tool result; a plain string is a text part with empty own fields. */
export declare function decodeContent(role: Role, content: JsonValue | undefined): readonly Part[];
/** One content part of this wire; unknown ones stay whole. */
export declare function decodeContentPart(role: Role, part: JsonObject): Part;
/** Message content as this wire writes it: parts, or the string that it was. */
export declare function encodeContent(role: Role, parts: readonly Part[], context: ItemContext, path: string): string | readonly JsonObject[];
/** Whether the text was written as a bare string instead of a list of parts. */
export declare function isPlainText(part: TextPart): boolean;
/** One content part, or undefined (with a warning) when this wire has no place for it. */
export declare function encodeContentPart(role: Role, part: Part, context: ItemContext, path: string): JsonObject | undefined;
export {};
//# sourceMappingURL=content-parts.d.ts.map