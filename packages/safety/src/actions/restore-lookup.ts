import { matchesAny } from '../policy/applies.ts'
import type { Lookup } from '../stream/restore-filter.ts'
import type { Pseudonyms } from './pseudonyms.ts'

/** Which tokens may become values again in text. */
export function textLookup(pseudonyms: Pseudonyms): Lookup {
  return (token) => {
    const known = pseudonyms.get(token)
    return known?.restore.text === false ? undefined : known
  }
}

/** Which tokens may become values again in the arguments of a tool. */
export function toolLookup(pseudonyms: Pseudonyms, tool: string | undefined): Lookup {
  return (token) => {
    const known = pseudonyms.get(token)
    if (known === undefined) return undefined
    const { toolArguments = 'allowlisted', tools = [] } = known.restore
    if (toolArguments === 'always') return known
    return toolArguments === 'allowlisted' && matchesAny(tools, tool) ? known : undefined
  }
}
