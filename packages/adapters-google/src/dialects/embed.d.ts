import type { Dialect } from '@signalbox/core';
/** embedContent and batchEmbedContents. */
export declare const googleEmbed: Dialect;
//# sourceMappingURL=embed.d.ts.map