import type { Server } from 'node:http'

import type { Logger } from '@signalbox/core'
import type { Simulator } from '@signalbox/simulator'

import type { RunningServer } from './cli/up.ts'
import type { Config } from './config/config.ts'
import { withDemoAddress } from './config/demo.ts'
import { createDoor } from './create-door.ts'
import { createDraining } from './drain-server.ts'
import { openDefaultStores } from './stores/open-default-stores.ts'
import type { Stores } from './stores/open-stores.ts'
import { warmWhileIdle } from './warm-while-idle.ts'
import type { Group } from './workers/group.ts'

/** What a server has of the group of processes that it belongs to. */
export interface GroupMember {
  readonly group: Group
  readonly stores: Stores
  readonly simulatorUrl: () => Promise<string>
}

/** Starts the gateway on its address, with simulated providers where the configuration has them. */
export async function startServer(options: {
  config: Config
  logger: Logger
  member?: GroupMember | undefined
}): Promise<RunningServer> {
  const { config, logger, member } = options
  let simulator: Simulator | undefined
  const withAddress = async (wanted: Config): Promise<Config> => {
    if (!wanted.providers.some(({ demo }) => demo)) return wanted
    if (member !== undefined) return withDemoAddress(wanted, await member.simulatorUrl())
    if (simulator === undefined) {
      const { simulate } = await import('@signalbox/simulator')
      simulator = await simulate({ port: 0, seed: 1 })
    }
    return withDemoAddress(wanted, simulator.url)
  }
  // The database opens on a thread of its own while the gateway is loaded.
  const [stores, { createGateway }, { detectors, warmUp }] = await Promise.all([
    member?.stores ?? openDefaultStores(config, { logger }),
    import('./create-gateway.ts'),
    import('@signalbox/safety').then(async (safety) => ({
      detectors: await safety.loadDetectors(),
      warmUp: safety.warmUp,
    })),
  ])
  const gateway = createGateway(await withAddress(config), {
    logger,
    stores,
    group: member?.group,
    detectors,
    requests: { file: 'data/requests.db', print: !process.stdout.isTTY },
    env: process.env,
  })
  const draining = createDraining()
  const server = createDoor((request, response) => {
    draining.mark(response)
    gateway.listener(request, response)
  })
  const { host, port } = config.server
  try {
    await listen(server, host, port)
  } catch (error) {
    await gateway.close()
    await simulator?.close()
    throw error
  }
  const stopWarming =
    config.safety === undefined ? undefined : warmWhileIdle(server, warmUp(detectors))
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${String(portOf(server))}`,
    swap(next) {
      member?.group.changes.forget()
      withAddress(next).then(
        (ready) => gateway.swap(ready),
        (error: unknown) => {
          logger.error('the new configuration could not be applied', { error })
        },
      )
    },
    async close() {
      stopWarming?.()
      gateway.drain()
      await draining.stop(server)
      await gateway.close()
      await simulator?.close()
    },
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port, backlog: 4096 }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
