import type { Extensions, JsonObject, JsonValue } from '@signalbox/core';
/** The wire's name, in codecs, dialects and extensions. */
export declare const responsesWire = "openai-responses";
/** What this wire kept beside the model's own fields; present (maybe empty) only on what it decoded. */
export declare function ownFields(carrier: {
    readonly extensions?: Extensions | undefined;
}): JsonObject | undefined;
/** Spread into a part or message: its fields of this wire, or nothing. */
export declare function withOwn(fields: JsonObject | undefined): {
    readonly extensions?: Extensions;
};
/** An object without the named keys. */
export declare function omit(object: JsonObject, keys: readonly string[]): JsonObject;
/** An object without absent values. */
export declare function present(object: JsonObject): JsonObject;
/** The object, or undefined when it has no key. */
export declare function orNothing(object: JsonObject): JsonObject | undefined;
/** A string field, else undefined. */
export declare function text(object: JsonObject, key: string): string | undefined;
/** The objects of a list; a value that is no list has none. */
export declare function objects(value: JsonValue | undefined): readonly JsonObject[];
/** Narrows to a JSON array, which `Array.isArray` does not do for readonly lists. */
export declare function isList(value: JsonValue | undefined): value is readonly JsonValue[];
//# sourceMappingURL=own-fields.d.ts.map