import { simulate, type Simulator } from '@signalbox/simulator'

/** A simulated provider in this process, and the section that names it. */
export interface Upstream extends AsyncDisposable {
  readonly simulator: Simulator
  readonly providers: object
  /** The provider of that section. */
  readonly provider: object
}

/** A model of it that answers at once and as often as it is asked; usually 10,000 a minute are its limit. */
export const unlimited = 'up/sim-fast?rpm=1000000'

/** Starts it. */
export async function startUpstream(): Promise<Upstream> {
  const simulator = await simulate({ port: 0, seed: 1 })
  const provider = { adapter: 'openai', apiKey: 'sk-up', baseUrl: `${simulator.url}/openai/v1` }
  return {
    simulator,
    provider,
    providers: { up: provider },
    [Symbol.asyncDispose]: () => simulator.close(),
  }
}
