import { type JsonObject, type MediaPart, type MediaSource } from '@signalbox/core';
import { type Warn } from './own-fields.ts';
/** Who issues the file ids of this wire. */
export declare const fileProvider = "anthropic";
/** An image's or a document's source; undefined when the canonical model cannot hold it. */
export declare function decodeSource(value: unknown): {
    source: MediaSource;
    extra: JsonObject;
} | undefined;
/** What an encoder knows about the reader of a media block. */
export interface MediaScope {
    /** The target's provider; undefined towards a client. */
    readonly provider: string | undefined;
    readonly own: boolean;
    readonly warn: Warn;
}
/** An image or document block; undefined (with a warning) when the wire has none for it. */
export declare function encodeMedia(part: MediaPart, scope: MediaScope, path: string): JsonObject | undefined;
//# sourceMappingURL=media.d.ts.map