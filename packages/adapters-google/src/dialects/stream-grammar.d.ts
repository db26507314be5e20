import type { HeaderList } from '@signalbox/core';
/** How chunks are strung together; each stream has its own. */
export interface StreamGrammar {
    readonly headers: HeaderList;
    readonly keepAlive: string;
    element(json: string): string;
    close(): string;
}
/** Server-sent events with CRLF: no event lines, no end marker, comments in blocks of their own. */
export declare function eventGrammar(): StreamGrammar;
/** One JSON array whose elements arrive over time; white space keeps it alive. */
export declare function arrayGrammar(): StreamGrammar;
//# sourceMappingURL=stream-grammar.d.ts.map