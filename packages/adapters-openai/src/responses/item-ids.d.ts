/** Whether the gateway made this id: no provider has ever stored it. */
export declare function isMadeId(id: string): boolean;
/** A stable item id for an answer of another wire; `prefix` is `msg`, `rs`, `fc`, `ctc`, … */
export declare function makeItemId(prefix: string, responseId: string, index: number): string;
/** The id of a response object: the provider's own on this wire, else made from it. */
export declare function responseIdOf(id: string): string;
/** A call id that fits the 64 characters of this wire; the same long id always gives the same one. */
export declare function fitCallId(id: string): string;
//# sourceMappingURL=item-ids.d.ts.map