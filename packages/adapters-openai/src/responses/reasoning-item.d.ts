import type { ContinuityToken, JsonObject, ReasoningPart } from '@signalbox/core';
import type { ItemContext } from './item-context.ts';
/** A `reasoning` item as one part; several summaries or contents are joined, and kept beside it. */
export declare function decodeReasoning(item: JsonObject, model: string): ReasoningPart;
/** A token of this wire, as its decoders hand it on. */
export declare function issued(data: string, kind: ContinuityToken['kind'], model: string): ContinuityToken;
/** The item, or undefined when the target would refuse it; a lost text is a warning. */
export declare function encodeReasoning(part: ReasoningPart, context: ItemContext, path: string): JsonObject | undefined;
/** `summary` and `content` for a part's text. */
export declare function textFields(part: Pick<ReasoningPart, 'form' | 'text'>): JsonObject;
//# sourceMappingURL=reasoning-item.d.ts.map