import type { JsonValue } from '@signalbox/core';
/** Whether two JSON values say the same; key order and absent against `undefined` do not count. */
export declare function jsonEqual(a: JsonValue | undefined, b: JsonValue | undefined): boolean;
//# sourceMappingURL=json-equal.d.ts.map