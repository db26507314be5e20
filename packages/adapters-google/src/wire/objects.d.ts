import { type JsonObject, type JsonValue } from '@signalbox/core';
/** The fields of an object without the named ones; `undefined` when nothing is left. */
export declare function without(value: JsonObject, names: readonly string[]): JsonObject | undefined;
/** Fields laid over an object; objects on both sides merge, anything else replaces. */
export declare function overlay(base: JsonObject, over: JsonObject | undefined): JsonObject;
/** The objects in a list; anything else is an empty list. */
export declare function objectsIn(value: JsonValue | undefined): readonly JsonObject[];
/** The field as an object, or an empty one. */
export declare function objectAt(value: JsonObject, name: string): JsonObject;
/** A string, else `undefined`. */
export declare function stringOf(value: JsonValue | undefined): string | undefined;
/** A number; protobuf JSON writes 64-bit integers as strings, which are read too. */
export declare function numberOf(value: JsonValue | undefined): number | undefined;
/** Whether two JSON values say the same, whatever the order of their keys. */
export declare function sameJson(a: unknown, b: unknown): boolean;
//# sourceMappingURL=objects.d.ts.map