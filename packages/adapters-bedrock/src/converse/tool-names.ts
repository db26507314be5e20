import type { ChatRequest, ToolCallPart } from '@signalbox/core'

import { nameAlias } from '../wire/alias.ts'

/** A tool as the client named it. */
export type ClientTool = Pick<ToolCallPart, 'name' | 'namespace' | 'kind'>

const answerTool = 'structured_answer'

/** The flat name of a tool: this wire has no namespaces, no dots, no spaces. */
export function wireToolName({ name, namespace }: Pick<ClientTool, 'name' | 'namespace'>): string {
  return nameAlias(namespace === undefined ? name : `${namespace}__${name}`)
}

/** From a flat name back to the client's tool, for every tool that was renamed or wrapped. */
export function clientTools(request: ChatRequest): ReadonlyMap<string, ClientTool> {
  const tools = new Map<string, ClientTool>()
  for (const tool of request.tools ?? []) {
    if (tool.type === 'server') continue
    const { name, namespace } = tool
    const flat = wireToolName(tool)
    if (flat === name && namespace === undefined && tool.type === 'function') continue
    tools.set(flat, { name, kind: tool.type, ...(namespace === undefined ? {} : { namespace }) })
  }
  return tools
}

/** The name of the tool by whose call a schema is enforced where the model has no native format. */
export function answerToolName(request: ChatRequest): string | undefined {
  if (request.format?.type !== 'json-schema') return undefined
  const taken = request.tools?.some((tool) => tool.type !== 'server' && tool.name === answerTool)
  return taken === true ? undefined : answerTool
}
