import { simulate, type Simulator } from '@signalbox/simulator'

/** A simulated provider in this process, and the section that names it. */
export interface Upstream extends AsyncDisposable {
  readonly simulator: Simulator
  readonly providers: object
}

/** Starts it. */
export async function startUpstream(): Promise<Upstream> {
  const simulator = await simulate({ port: 0, seed: 1 })
  return {
    simulator,
    providers: {
      up: { adapter: 'openai', apiKey: 'sk-up', baseUrl: `${simulator.url}/openai/v1` },
    },
    [Symbol.asyncDispose]: () => simulator.close(),
  }
}
