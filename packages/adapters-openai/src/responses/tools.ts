import type { JsonObject, JsonValue, Tool } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { objects, omit, orNothing, text } from '../json-fields.ts'
import type { ItemContext } from './item-context.ts'
import { responsesWire, withOwn } from './own-fields.ts'

/** The key under which a namespace's first tool keeps what else the namespace said. */
const namespaceKey = 'namespace'

/** Tools of a request; those inside a namespace become flat and remember its name. */
export function decodeTools(tools: JsonValue | undefined): readonly Tool[] {
  return objects(tools).flatMap((tool) => {
    if (tool['type'] === 'namespace') return decodeNamespace(tool) ?? [serverTool(tool)]
    return [decodeTool(tool) ?? serverTool(tool)]
  })
}

function decodeNamespace(tool: JsonObject): readonly Tool[] | undefined {
  const name = text(tool, 'name')
  const inner = objects(tool['tools']).map((entry) => decodeTool(entry, name))
  const known = inner.filter((entry) => entry !== undefined)
  if (name === undefined || known.length === 0 || known.length < inner.length) return undefined
  const rest = omit(tool, ['type', 'name', 'tools'])
  return known.map((entry, index) =>
    index > 0 || entry.type === 'server'
      ? entry
      : {
          ...entry,
          ...withOwn({ ...entry.extensions?.[responsesWire], [namespaceKey]: rest }),
        },
  )
}

function decodeTool(tool: JsonObject, namespace?: string): Tool | undefined {
  const [name, description] = [text(tool, 'name'), text(tool, 'description')]
  if (name === undefined) return undefined
  const taken = ['type', 'name', description === undefined ? '' : 'description']
  const base = {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    ...(description === undefined ? {} : { description }),
  }
  if (tool['type'] === 'custom') {
    const format = tool['format']
    const known = isJsonObject(format) ? { format } : {}
    const own = omit(tool, [...taken, 'format' in known ? 'format' : ''])
    return { type: 'custom', ...base, ...known, ...withOwn(orNothing(own)) }
  }
  if (tool['type'] !== 'function') return undefined
  const { parameters, strict } = tool
  if (isJsonObject(parameters)) taken.push('parameters')
  if (typeof strict === 'boolean') taken.push('strict')
  return {
    type: 'function',
    ...base,
    ...(isJsonObject(parameters) ? { parameters } : {}),
    ...(typeof strict === 'boolean' ? { strict } : {}),
    ...withOwn(orNothing(omit(tool, taken))),
  }
}

function serverTool(tool: JsonObject): Tool {
  return { type: 'server', wire: responsesWire, tool: text(tool, 'type') ?? '', value: tool }
}

/** Tools as this wire lists them, namespaces put together again. */
export function encodeTools(tools: readonly Tool[], context: ItemContext): readonly JsonObject[] {
  const out: JsonObject[] = []
  let open: { name: string; tools: JsonObject[] } | undefined
  for (const [index, tool] of tools.entries()) {
    const namespace = tool.type === 'server' ? undefined : tool.namespace
    const encoded = encodeTool(tool, context, `tools.${String(index)}`)
    if (encoded === undefined) continue
    const rest = tool.type === 'server' ? undefined : namespaceFields(tool)
    if (namespace === undefined) {
      open = undefined
      out.push(encoded)
    } else if (open === undefined || open.name !== namespace || rest !== undefined) {
      open = { name: namespace, tools: [encoded] }
      out.push({ type: 'namespace', name: namespace, ...rest, tools: open.tools })
    } else open.tools.push(encoded)
  }
  return out
}

function namespaceFields(tool: Exclude<Tool, { type: 'server' }>): JsonObject | undefined {
  const rest = tool.extensions?.[responsesWire]?.[namespaceKey]
  return isJsonObject(rest) ? rest : undefined
}

function encodeTool(tool: Tool, context: ItemContext, path: string): JsonObject | undefined {
  if (tool.type === 'server') {
    if (tool.wire === responsesWire) return tool.value
    context.warn('dropped', path, `The tool "${tool.tool}" is run by another provider only.`)
    return undefined
  }
  const own = omit(tool.extensions?.[responsesWire] ?? {}, [namespaceKey])
  const { name, description } = tool
  const base = { name, ...(description === undefined ? {} : { description }) }
  if (tool.type === 'custom') {
    const format = tool.format === undefined ? {} : { format: flatFormat(tool.format) }
    return { ...own, type: 'custom', ...base, ...format }
  }
  const { parameters, strict } = tool
  return {
    ...own,
    type: 'function',
    ...base,
    ...(parameters !== undefined
      ? { parameters }
      : context.native
        ? {}
        : { parameters: { type: 'object', properties: {} } }),
    ...(strict !== undefined ? { strict } : context.native ? {} : { strict: false }),
  }
}

/** Chat wraps a grammar once more than this wire does. */
function flatFormat(format: JsonObject): JsonObject {
  const grammar = format['grammar']
  return format['type'] === 'grammar' && isJsonObject(grammar)
    ? { type: 'grammar', ...grammar }
    : format
}
