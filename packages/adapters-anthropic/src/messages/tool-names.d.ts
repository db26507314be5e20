import type { ChatRequest, ToolCallPart } from '@signalbox/core';
/** A tool as the client named it. */
export type ClientTool = Pick<ToolCallPart, 'name' | 'namespace' | 'kind'>;
/** The flat name of a tool: this wire has no namespaces, no dots, no spaces. */
export declare function wireToolName({ name, namespace }: Pick<ClientTool, 'name' | 'namespace'>): string;
/** From a flat name back to the client's tool, for every tool that was renamed or wrapped. */
export declare function clientTools(request: ChatRequest): ReadonlyMap<string, ClientTool>;
/** The name of the tool by whose call a schema is enforced where the model has no native format. */
export declare function answerToolName(request: ChatRequest): string | undefined;
//# sourceMappingURL=tool-names.d.ts.map