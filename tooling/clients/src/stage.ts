import { createServer } from 'node:http'

import { createGateway, parseConfig } from '@signalbox/server'
import { simulate, SIMULATED_ACCESS_KEY, type Simulator } from '@signalbox/simulator'

/** A strict simulator and a gateway in front of it, both on real sockets. */
export interface Stage extends AsyncDisposable {
  readonly url: string
  readonly simulator: Simulator
  /** How many sockets clients hold open at the gateway. */
  openSockets(): Promise<number>
}

/** The wires that clients speak and providers too. */
export const wires = [
  'openai-chat',
  'openai-responses',
  'anthropic-messages',
  'google-generate',
] as const

/** The provider wires of the matrix: the name of the provider is the name of the wire. */
export const providerWires = [
  'openai-chat',
  'openai-responses',
  'anthropic-messages',
  'google-generate',
  'bedrock-converse',
  'cohere-chat',
] as const

/** Boots both on free ports; `sections` are further ones of the configuration. */
export async function openStage(sections: object = {}): Promise<Stage> {
  const simulator = await simulate({ port: 0, seed: 7, strict: true })
  const at = (path: string) => `${simulator.url}${path}`
  const config = await parseConfig({
    ...sections,
    version: 1,
    providers: {
      'openai-chat': {
        adapter: 'openai',
        api: 'chat',
        apiKey: 'k-chat',
        baseUrl: at('/openai/v1'),
      },
      'openai-responses': {
        adapter: 'openai',
        api: 'responses',
        apiKey: 'k-responses',
        baseUrl: at('/openai/v1'),
      },
      'anthropic-messages': {
        adapter: 'anthropic',
        apiKey: 'k-anthropic',
        baseUrl: at('/anthropic'),
      },
      'google-generate': { adapter: 'google', apiKey: 'k-google', baseUrl: at('/google') },
      'bedrock-converse': {
        adapter: 'bedrock',
        region: 'eu-central-1',
        // Of this one the simulator checks every signature.
        apiKey: `${SIMULATED_ACCESS_KEY.id}:${SIMULATED_ACCESS_KEY.secret}`,
        baseUrl: at('/bedrock'),
      },
      'cohere-chat': { adapter: 'cohere', apiKey: 'k-cohere', baseUrl: at('/cohere') },
    },
  })
  const gateway = createGateway(config)
  const server = createServer(gateway.listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${String(address.port)}`,
    simulator,
    openSockets: () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => {
          if (error === null) resolve(count)
          else reject(error)
        })
      }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await gateway.close()
      await simulator.close()
    },
  }
}
