import type { JsonObject, MediaPart } from '@signalbox/core';
import type { ItemContext } from './item-context.ts';
/** Who keeps the files that this wire names by id. */
export declare const fileOwner: string;
/** An `input_image`, `input_file` or `input_audio` part; undefined when it is none or has no source. */
export declare function decodeMedia(part: JsonObject): MediaPart | undefined;
/** A media part for this wire, or undefined with a warning when it cannot carry it. */
export declare function encodeMedia(part: MediaPart, context: ItemContext, path: string): JsonObject | undefined;
//# sourceMappingURL=media.d.ts.map