import type { ChatRequest, JsonObject, Target, Warning } from '@signalbox/core';
/** A chat as a body of this wire, and what it lost. */
export declare function encodeChat(request: ChatRequest, target: Target): {
    readonly body: JsonObject;
    readonly warnings: readonly Warning[];
};
//# sourceMappingURL=request.d.ts.map