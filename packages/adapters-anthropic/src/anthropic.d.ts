import type { Adapter } from '@signalbox/core';
/**
 * Anthropic, and every provider that serves its Messages API under another base URL.
 *
 * @example
 * const codec = codecFor(anthropic())
 * const { request, warnings } = codec.encodeRequest(chat, target)
 */
export declare function anthropic(): Adapter;
//# sourceMappingURL=anthropic.d.ts.map