import type { ChatRequest, JsonObject } from '@signalbox/core';
/** The value of `include` that asks for reasoning which can be sent back. */
export declare const encryptedReasoning = "reasoning.encrypted_content";
/** The value of `include` that asks for token probabilities. */
export declare const textLogprobs = "message.output_text.logprobs";
/** Everything of a request beside its messages, tools and `stream`. */
export type RequestOptions = Omit<ChatRequest, 'operation' | 'model' | 'messages' | 'tools' | 'stream' | 'source' | 'hints' | 'extensions'>;
/** The known settings of a body; what is null or of another type stays behind. */
export declare function decodeOptions(body: JsonObject): RequestOptions;
/** The settings in the wire's names; absent ones are left out. */
export declare function encodeOptions(request: RequestOptions, tools: ChatRequest['tools']): JsonObject;
//# sourceMappingURL=options.d.ts.map