import type { Extensions, JsonObject, Warning } from '@signalbox/core';
/** The name of this wire; the key of its extensions. */
export declare const wire = "anthropic-messages";
/** Takes a loss down. */
export type Warn = (code: Warning['code'], path: string, detail: string) => void;
interface Extensible {
    readonly extensions?: Extensions | undefined;
}
/** What this wire kept on a value; `undefined` when the value came from another wire. */
export declare function ownFields(value: Extensible): JsonObject | undefined;
/** The fields to write back towards this wire. */
export declare function extraFields(value: Extensible): JsonObject;
/** An object without some keys, safe for keys a client chose. */
export declare function omit(object: JsonObject, keys: readonly string[]): JsonObject;
/** Extensions holding these fields, or nothing when there are none. */
export declare function keep(fields: JsonObject): {
    extensions?: Extensions;
};
/** Warns for every field of another wire that says something and cannot be said here. */
export declare function warnForeign(value: Extensible, path: string, warn: Warn): void;
export {};
//# sourceMappingURL=own-fields.d.ts.map