/** 11 base-36 digits of a text; the same on every machine, not for secrets. */
export declare function stableHash(text: string): string;
//# sourceMappingURL=stable-hash.d.ts.map