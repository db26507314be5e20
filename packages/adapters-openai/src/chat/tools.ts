import type { JsonObject, Tool } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { omit, text } from '../json-fields.ts'
import { chatWire, extraFields, note, objectAt, withAnyOwn } from './own-fields.ts'
import { decodeCache } from './parts.ts'
import { flatName, warnForeign, type MessageScope } from './scope.ts'

/** An entry of `tools`; types that the model does not know are the provider's own. */
export function decodeTool(tool: JsonObject): Tool {
  const type = text(tool, 'type') ?? (isJsonObject(tool['function']) ? 'function' : '')
  const inner = type === 'function' || type === 'custom' ? tool[type] : undefined
  const name = isJsonObject(inner) ? text(inner, 'name') : undefined
  if (!isJsonObject(inner) || name === undefined)
    return { type: 'server', wire: chatWire, tool: text(tool, 'type') ?? '', value: tool }
  const cache = decodeCache(tool['cache_control'])
  const outer = omit(tool, ['type', type, cache === undefined ? '' : 'cache_control'])
  const named = describe(inner, name)
  if (type === 'custom') {
    const { format } = inner
    const taken = [...named.taken, isJsonObject(format) ? 'format' : '']
    return {
      type,
      ...named.fields,
      ...(isJsonObject(format) ? { format } : {}),
      ...withAnyOwn(kept(outer, 'custom', omit(inner, taken))),
    }
  }
  return {
    ...decodeFunction(inner, outer, tool['type'] === undefined ? { $untyped: true } : {}),
    ...(cache === undefined ? {} : { cache }),
  }
}

/** An entry of the old `functions`. */
export function decodeLegacyFunction(inner: JsonObject): Tool {
  return decodeFunction(inner, {}, { $legacy: true })
}

function decodeFunction(
  inner: JsonObject,
  outer: JsonObject,
  notes: JsonObject,
): Extract<Tool, { type: 'function' }> {
  const named = describe(inner, text(inner, 'name') ?? '')
  const { parameters, strict } = inner
  const taken = [
    ...named.taken,
    isJsonObject(parameters) ? 'parameters' : '',
    typeof strict === 'boolean' ? 'strict' : '',
  ]
  return {
    type: 'function',
    ...named.fields,
    ...(isJsonObject(parameters) ? { parameters } : {}),
    ...(typeof strict === 'boolean' ? { strict } : {}),
    ...withAnyOwn({ ...kept(outer, 'function', omit(inner, taken)), ...notes }),
  }
}

function describe(inner: JsonObject, name: string) {
  const description = text(inner, 'description')
  return {
    taken: ['name', description === undefined ? '' : 'description'],
    fields: { name, ...(description === undefined ? {} : { description }) },
  }
}

function kept(outer: JsonObject, field: string, inner: JsonObject): JsonObject {
  return Object.keys(inner).length === 0 ? outer : { ...outer, [field]: inner }
}

/** The tools of a request in the two lists that this wire has for them. */
export function encodeTools(
  tools: readonly Tool[] | undefined,
  scope: MessageScope,
): { readonly tools?: readonly JsonObject[]; readonly functions?: readonly JsonObject[] } {
  if (tools === undefined) return {}
  const encoded: JsonObject[] = []
  const functions: JsonObject[] = []
  for (const [index, tool] of tools.entries()) {
    const entry = encodeTool(tool, scope, `tools.${String(index)}`)
    if (entry === undefined) continue
    if (tool.type !== 'server' && note(tool, 'legacy') === true)
      functions.push(objectAt(entry, 'function'))
    else encoded.push(entry)
  }
  return {
    ...(encoded.length > 0 || tools.length === 0 ? { tools: encoded } : {}),
    ...(functions.length > 0 ? { functions } : {}),
  }
}

function encodeTool(tool: Tool, scope: MessageScope, path: string): JsonObject | undefined {
  if (tool.type === 'server') {
    if (tool.wire === chatWire) return tool.value
    scope.warn('dropped', path, `The tool "${tool.tool}" is run by another provider only.`)
    return undefined
  }
  warnForeign(tool, path, scope.warn)
  const extra = extraFields(tool)
  const { description } = tool
  const base = { name: flatName(tool), ...(description === undefined ? {} : { description }) }
  if (tool.type === 'custom') return encodeCustom(tool, base, extra, scope, path)
  const { parameters, strict, cache } = tool
  const told = strict !== undefined && scope.row.strictSchema !== false
  if (strict === true && !told)
    scope.warn('dropped', `${path}.strict`, 'Arguments are not checked.')
  return {
    ...omit(extra, ['function']),
    ...(note(tool, 'untyped') === true ? {} : { type: 'function' }),
    function: {
      ...objectAt(extra, 'function'),
      ...base,
      ...(parameters === undefined ? {} : { parameters }),
      ...(told ? { strict } : {}),
    },
    ...(cache === undefined || scope.row.cacheControl !== true
      ? {}
      : { cache_control: { type: 'ephemeral', ...cache } }),
  }
}

function encodeCustom(
  tool: Extract<Tool, { type: 'custom' }>,
  base: JsonObject,
  extra: JsonObject,
  scope: MessageScope,
  path: string,
): JsonObject {
  const { format } = tool
  if (scope.row.customTools === true) {
    const known = format === undefined ? {} : { format: nested(format) }
    const inner = { ...objectAt(extra, 'custom'), ...base, ...known }
    return { ...omit(extra, ['custom']), type: 'custom', custom: inner }
  }
  scope.warn('emulated', path, 'A free-text tool is offered as a function with one "input".')
  const input = { type: 'string' }
  const parameters = { type: 'object', properties: { input }, required: ['input'] }
  return { type: 'function', function: { ...base, parameters } }
}

/** This wire wraps a grammar once more than the Responses API does. */
function nested(format: JsonObject): JsonObject {
  return format['type'] === 'grammar' && format['grammar'] === undefined
    ? { type: 'grammar', grammar: omit(format, ['type']) }
    : format
}
