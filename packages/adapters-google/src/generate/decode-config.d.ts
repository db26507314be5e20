import { type ChatRequest, type JsonObject } from '@signalbox/core';
/** The chat fields that live in `generationConfig`. */
export type ConfigFields = Pick<ChatRequest, 'temperature' | 'topP' | 'topK' | 'maxOutputTokens' | 'seed' | 'presencePenalty' | 'frequencyPenalty' | 'candidates' | 'stop' | 'logprobs' | 'format' | 'modalities' | 'reasoning'>;
/** A `generationConfig` as chat fields, and what they cannot say. */
export declare function decodeConfig(config: JsonObject): {
    readonly fields: ConfigFields;
    readonly rest?: JsonObject;
};
//# sourceMappingURL=decode-config.d.ts.map