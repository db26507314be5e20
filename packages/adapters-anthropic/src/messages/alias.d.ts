/** A short, stable fingerprint (FNV-1a, 32 bit) for alias names. */
export declare function fingerprint(text: string): string;
/** The text itself where the wire takes it, else an alias that is the same on every call. */
export declare function alias(text: string, maxLength: number): string;
/** Tool call ids as the wire takes them; the same id always gives the same alias. */
export declare function callIdAlias(id: string): string;
//# sourceMappingURL=alias.d.ts.map