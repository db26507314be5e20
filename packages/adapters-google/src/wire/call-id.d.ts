/** An id for a call that came without one: the same call gets the same id every time. */
export declare function madeUpCallId(...seed: readonly (string | number)[]): string;
/** Whether an id is ours: the provider gave none, so it gets none back. */
export declare function isMadeUpCallId(id: string): boolean;
//# sourceMappingURL=call-id.d.ts.map