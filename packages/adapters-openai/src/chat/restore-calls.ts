import type { ChatRequest, ToolCallPart } from '@signalbox/core'

import type { CompatibleRow } from '../row.ts'
import { originalFor } from './call-ids.ts'
import { flatName } from './scope.ts'
import { unwrap } from './tool-calls.ts'

/** Turns a provider's call into the caller's: own ids, namespaces, free-text tools. */
export interface CallRestorer {
  /** Everything that is known before the arguments are. */
  seed<Call extends Omit<ToolCallPart, 'arguments'>>(call: Call): Call
  /** Whether the arguments are a wrapped input, readable only as a whole. */
  isWrapped(name: string): boolean
  call(call: ToolCallPart): ToolCallPart
}

/** The restorer for the answers to a request. */
export function callRestorer(row: CompatibleRow, request: ChatRequest): CallRestorer {
  const original = originalFor(row, request)
  const spaced = new Map<string, { readonly name: string; readonly namespace: string }>()
  const wrapped = new Set<string>()
  for (const tool of request.tools ?? []) {
    if (tool.type === 'server') continue
    const { name, namespace } = tool
    if (namespace !== undefined) spaced.set(flatName(tool), { name, namespace })
    if (tool.type === 'custom' && row.customTools !== true) wrapped.add(flatName(tool))
  }
  return {
    seed(call) {
      const callId = original(call.callId)
      const kind = wrapped.has(call.name) ? ('custom' as const) : call.kind
      const same = callId === call.callId && kind === call.kind && !spaced.has(call.name)
      return same ? call : { ...call, callId, kind, ...spaced.get(call.name) }
    },
    isWrapped: (name) => wrapped.has(name),
    call(call) {
      const said = wrapped.has(call.name) ? unwrap(call.arguments) : call.arguments
      return { ...this.seed(call), arguments: said }
    },
  }
}
