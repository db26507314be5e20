import type { JsonObject, Message } from '@signalbox/core';
import { type PartTarget } from './encode-part.ts';
/** The system field: all leading system and developer messages. */
export declare function encodeSystem(messages: readonly Message[], to: PartTarget): JsonObject | undefined;
/** The turns: results right behind their calls, user first, no signature missing where one is due. */
export declare function encodeContents(messages: readonly Message[], to: PartTarget): readonly JsonObject[];
/** Newer models refuse a turn whose first call has no signature; a client of this wire may know better. */
export declare function needsSignatures(to: Pick<PartTarget, 'target' | 'own'>): boolean;
/** A turn with the signature of its first call, a stand-in where it was lost. */
export declare function signTurn<Signed extends JsonObject>(content: Signed, index: number, to: Pick<PartTarget, 'lost'>): Signed;
//# sourceMappingURL=contents.d.ts.map