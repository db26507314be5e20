import type { ChatDialect } from '@signalbox/core';
/** generateContent and streamGenerateContent as clients of Google speak them. */
export declare const googleGenerate: ChatDialect;
//# sourceMappingURL=generate.d.ts.map