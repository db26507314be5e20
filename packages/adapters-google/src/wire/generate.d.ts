import { type JsonObject } from '@signalbox/core';
/** Refuses a generate body whose known fields have the wrong types, naming the first. */
export declare function checkGenerate(body: JsonObject): void;
/** The same for one embedding or a batch of them. */
export declare function checkEmbed(body: JsonObject): void;
//# sourceMappingURL=generate.d.ts.map