import type { StreamEncoder } from '@signalbox/core';
import type { StreamGrammar } from './stream-grammar.ts';
/** Events → chunks: text as it comes, calls whole, ending and usage in one last chunk. */
export declare function encodeStream(grammar: StreamGrammar): StreamEncoder;
//# sourceMappingURL=stream-encoder.d.ts.map