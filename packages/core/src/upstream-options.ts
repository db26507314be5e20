import type { Adapter } from './adapter.ts'
import type { CallFact, Context } from './context.ts'
import type { HeaderList } from './http.ts'
import type { Clocks, KeyPool, Observation, Transport } from './ports.ts'

/** What the innermost middleware needs: wires, a way out, keys, and who listens. */
export interface UpstreamOptions {
  readonly adapters: readonly Adapter[]
  readonly transport: Transport
  readonly keys: KeyPool
  readonly maxBytes?: number | undefined
  readonly clocks?: ((context: Context) => Clocks) | undefined
  /** Buckets, breakers and key pools listen. */
  readonly observe?: ((seen: Observation) => void) | undefined
  /** Headers beyond the wire's own, such as trace context; they are authorized with the rest. */
  readonly headers?: ((context: Context, fact: CallFact) => HeaderList) | undefined
}
