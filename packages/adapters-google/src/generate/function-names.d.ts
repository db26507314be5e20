import type { Tool, ToolCallPart } from '@signalbox/core';
/** Both ways between a client's tools and the function names this wire allows. */
export interface FunctionNames {
    toWire(name: string, namespace?: string): string;
    fromWire(name: string): Pick<ToolCallPart, 'name' | 'kind'> & {
        readonly namespace?: string;
    };
}
/** Names that fit pass; others get an alias that depends on the tools alone, so a turn can be replayed. */
export declare function functionNames(tools?: readonly Tool[]): FunctionNames;
//# sourceMappingURL=function-names.d.ts.map