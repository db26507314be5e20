import type { ChatRequest, Target } from '@signalbox/core';
import type { Warn } from './warnings.ts';
/** Fits a request of another wire to this one; every setting without a place here is a warning. */
export declare function adaptForeign(request: ChatRequest, target: Target, warn: Warn): ChatRequest;
//# sourceMappingURL=foreign-request.d.ts.map