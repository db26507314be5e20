import type { Target } from '@signalbox/core'

import type { Circuit } from './breaker-circuit.ts'

const targetsPerCircuit = 4

/** The circuits, found by target or by key; when full, the least recently used healthy one goes. */
export interface CircuitTable {
  /** Of a target that was used. */
  byId(id: string): Circuit | undefined
  byKey(key: string): Circuit | undefined
  /** Found or made. */
  take(target: Target): Circuit
  /** With the ids of the targets that share each. */
  entries(): Iterable<readonly [Circuit, readonly string[]]>
}

interface Known {
  readonly target: Target
  readonly circuit: Circuit
}

/** Holds at most `maxCircuits`, whatever targets come by. */
export function circuitTable(options: {
  readonly maxCircuits: number
  readonly keyOf: (target: Target) => string
  readonly create: (key: string, target: Target) => Circuit
}): CircuitTable {
  const { maxCircuits, keyOf, create } = options
  const known = new Map<string, Known>()
  const circuits = new Map<string, Circuit>()
  let uses = 0

  function makeRoom(): void {
    let idle: Circuit | undefined
    for (const circuit of circuits.values()) if (goesBefore(circuit, idle)) idle = circuit
    if (idle === undefined) return
    circuits.delete(idle.key)
    for (const [id, { circuit }] of known) if (circuit === idle) known.delete(id)
  }

  function meet(target: Target): Circuit {
    const key = keyOf(target)
    let circuit = circuits.get(key)
    if (circuit === undefined) {
      if (circuits.size >= maxCircuits) makeRoom()
      circuits.set(key, (circuit = create(key, target)))
    }
    circuit.target = target
    known.delete(target.id)
    const [oldest] = known.keys()
    if (oldest !== undefined && known.size >= maxCircuits * targetsPerCircuit) known.delete(oldest)
    known.set(target.id, { target, circuit })
    return circuit
  }

  return {
    byId: (id) => known.get(id)?.circuit,
    byKey: (key) => circuits.get(key),
    take(target) {
      const entry = known.get(target.id)
      const circuit = entry?.target === target ? entry.circuit : meet(target)
      circuit.usedAt = ++uses
      return circuit
    },
    *entries() {
      const ids = new Map<Circuit, string[]>()
      for (const circuit of circuits.values()) ids.set(circuit, [])
      for (const [id, { circuit }] of known) ids.get(circuit)?.push(id)
      yield* ids
    },
  }
}

/** Healthy ones first: what they know is learned again, an open one would be trusted again. */
function goesBefore(circuit: Circuit, other: Circuit | undefined): boolean {
  if (other === undefined) return true
  const healthy = circuit.state === 'healthy'
  if (healthy !== (other.state === 'healthy')) return healthy
  return circuit.usedAt < other.usedAt
}
