import type { Completion, JsonObject, Part } from '@signalbox/core';
/** A completion as one answer of this wire. */
export declare function encodeAnswer(completion: Completion): JsonObject;
/** Why a prompt was refused, in Google's words where they are its own. */
export declare function encodeFeedback(blocked: JsonObject): JsonObject;
/** A part towards a client: names are its own, every token has its slot, foreign blocks stay out. */
export declare function encodeAnswerPart(part: Part): readonly JsonObject[];
//# sourceMappingURL=encode-answer.d.ts.map