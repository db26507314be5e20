import type { ChatRequest } from '@signalbox/core';
import type { Warn } from './warnings.ts';
/** Names every field of another wire that this one cannot say. */
export declare function warnForeign(request: ChatRequest, warn: Warn): void;
//# sourceMappingURL=foreign-extensions.d.ts.map