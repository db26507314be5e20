import type { JsonObject, MediaPart } from '@signalbox/core';
/** An inlineData or fileData object as a media part; fields with no name here stay in extensions. */
export declare function decodeMedia(field: 'inlineData' | 'fileData', value: JsonObject): MediaPart;
/** The part's value for this wire; undefined when the target cannot fetch what it points at. */
export declare function encodeMedia(part: MediaPart, provider: string): JsonObject | undefined;
//# sourceMappingURL=media.d.ts.map