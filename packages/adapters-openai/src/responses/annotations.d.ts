import type { JsonObject } from '@signalbox/core';
/** A citation of any wire as an annotation of this one; undefined when it has no place to point to. */
export declare function toAnnotation(citation: JsonObject): JsonObject | undefined;
//# sourceMappingURL=annotations.d.ts.map