import type { Stage, Target } from '@signalbox/core'

import { adapterTable } from '../config/adapter-table.ts'
import type { Config, ProviderConfig } from '../config/config.ts'

/** Tells every candidate which of its provider's wires this client's request takes. */
export function targetWires(config: Config): Stage {
  const choosing = new Map(
    config.providers
      .filter(({ adapter }) => adapterTable[adapter].wires !== undefined)
      .map((provider) => [provider.name, provider]),
  )
  return {
    name: 'targetWires',
    enter(context) {
      const asked = context.request.source?.wire
      if (context.candidates.every(({ provider }) => !choosing.has(provider))) return
      context.candidates = context.candidates.map((target): Target => {
        const provider = choosing.get(target.provider)
        const wire = provider === undefined ? undefined : wireOf(provider, asked)
        return wire === undefined ? target : { ...target, wire }
      })
    },
  }
}

/** Undefined lets the adapter choose: the client's wire where it has it. */
function wireOf({ adapter, api }: ProviderConfig, asked: string | undefined): string | undefined {
  const { wires } = adapterTable[adapter]
  if (wires === undefined) return undefined
  if (api !== 'auto') return wires[api]
  return asked !== undefined && Object.values(wires).includes(asked) ? asked : undefined
}
