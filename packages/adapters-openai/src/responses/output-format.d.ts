import type { JsonObject, JsonValue, OutputFormat } from '@signalbox/core';
/** `text.format` → the shape the answer must have. */
export declare function decodeFormat(format: JsonValue | undefined): OutputFormat | undefined;
/** The shape as `text.format`; this wire demands a name for a schema. */
export declare function encodeFormat(format: OutputFormat): JsonObject;
//# sourceMappingURL=output-format.d.ts.map