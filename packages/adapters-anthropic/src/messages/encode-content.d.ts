import { type ContinuityToken, type JsonObject, type Part, type ToolCallPart } from '@signalbox/core';
import { type MediaScope } from './media.ts';
/** Who reads the blocks, and how names are written for them. */
export interface BlockScope extends MediaScope {
    /** Whether the reader checks signatures: an unreadable thinking block must then go. */
    readonly reader: 'client' | 'provider';
    accepts(token: ContinuityToken): boolean;
    callId(id: string): string;
    toolName(call: Pick<ToolCallPart, 'name' | 'namespace'>): string;
}
/** Parts as content blocks, in order; what the wire cannot say is warned about. */
export declare function encodeParts(parts: readonly Part[], scope: BlockScope, path: string): readonly JsonObject[];
/** One part as its content blocks. */
export declare function encodePart(part: Part, scope: BlockScope, path: string): readonly JsonObject[];
/** The citations of this wire among a part's. */
export declare function ownCitations(part: Pick<Part, 'citations'>): readonly JsonObject[] | undefined;
/** The text of content that a client of this wire wrote as a plain string. */
export declare function plainText(parts: readonly Part[]): string | undefined;
/** False for a text block that the provider refuses because it is blank. */
export declare function isSaid(block: JsonObject): boolean;
//# sourceMappingURL=encode-content.d.ts.map