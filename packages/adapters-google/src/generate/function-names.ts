import type { Tool, ToolCallPart } from '@signalbox/core'

import { stableHash } from '../wire/stable-hash.ts'

/** Both ways between a client's tools and the function names this wire allows. */
export interface FunctionNames {
  toWire(name: string, namespace?: string): string
  fromWire(name: string): Pick<ToolCallPart, 'name' | 'kind'> & { readonly namespace?: string }
}

const allowed = /^[A-Za-z_][A-Za-z0-9_.:-]{0,63}$/

/** Names that fit pass; others get an alias that depends on the tools alone, so a turn can be replayed. */
export function functionNames(tools: readonly Tool[] = []): FunctionNames {
  const aliases = new Map<string, string>()
  /** A tool choice names a tool without its namespace. */
  const byName = new Map<string, string>()
  const origins = new Map<string, Extract<Tool, { type: 'function' | 'custom' }>>()
  for (const tool of tools) {
    if (tool.type === 'server') continue
    const key = keyOf(tool.name, tool.namespace)
    if (aliases.has(key)) continue
    const fits = wireName(qualified(tool.name, tool.namespace))
    const alias = origins.has(fits) ? hashed(key) : fits
    aliases.set(key, alias)
    if (!byName.has(tool.name)) byName.set(tool.name, alias)
    origins.set(alias, tool)
  }
  return {
    toWire(name, namespace) {
      const known =
        aliases.get(keyOf(name, namespace)) ?? (namespace ? undefined : byName.get(name))
      return known ?? wireName(qualified(name, namespace))
    },
    fromWire(name) {
      const tool = origins.get(name)
      if (tool === undefined) return { name, kind: 'function' }
      const { namespace } = tool
      return {
        name: tool.name,
        kind: tool.type,
        ...(namespace === undefined ? {} : { namespace }),
      }
    },
  }
}

function keyOf(name: string, namespace: string | undefined): string {
  return JSON.stringify([namespace ?? '', name])
}

function qualified(name: string, namespace: string | undefined): string {
  return namespace === undefined || namespace === '' ? name : `${namespace}__${name}`
}

function wireName(full: string): string {
  return allowed.test(full) ? full : hashed(full)
}

function hashed(full: string): string {
  const safe = full.replaceAll(/[^A-Za-z0-9_.:-]/g, '_')
  const start = /^[A-Za-z_]/.test(safe) ? safe : `_${safe}`
  return `${start.slice(0, 52)}_${stableHash(full)}`
}
