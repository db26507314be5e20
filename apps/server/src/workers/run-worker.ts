import type { Terminal } from '../cli/terminal.ts'
import { up } from '../cli/up.ts'
import { startServer } from '../start.ts'
import { joinGroup, type Orders } from './join-group.ts'
import type { PeerMessage } from './peer.ts'

const drainWithoutPrimaryMs = 10_000

/** The whole life of one worker of a group; answers its exit code. */
export async function runWorker(terminal: Terminal): Promise<number> {
  const orders = workerSignals(terminal)
  const member = await joinGroup(
    {
      send(messages) {
        // A primary that has just died is told by the end of the channel.
        process.send?.(messages, undefined, undefined, () => undefined)
      },
      onMessages(hear) {
        process.on('message', (messages) => hear(messages as readonly PeerMessage[]))
      },
      onEnd(end) {
        process.on('disconnect', () => {
          end()
          orders.stop()
          setTimeout(() => terminal.exit(1), drainWithoutPrimaryMs).unref()
        })
      },
    },
    orders,
  )
  const { welcome, group } = member
  const isSpeaker = welcome.slot === 0
  const own: Terminal = { ...terminal, onSignal: orders.onSignal }
  const silent: Terminal = { ...own, out: () => undefined, err: () => undefined }
  const code = await up(
    welcome.flags,
    own,
    ({ config, logger }) =>
      startServer({
        config,
        logger,
        member: { group, stores: member.stores(config), simulatorUrl: member.simulatorUrl },
      }),
    { notices: isSpeaker ? own : silent, listening: member.listening },
  )
  await member.leave().catch(() => undefined)
  return code
}

/** Signals as a worker takes them: Ctrl-C and a hang-up reach the whole group and are the primary's. */
function workerSignals(terminal: Terminal): Orders & { readonly onSignal: Terminal['onSignal'] } {
  let drain: (() => void) | undefined
  let reload: (() => void) | undefined
  let isAsked = false
  let isDraining = false
  const stop = () => {
    isAsked = true
    if (drain === undefined || isDraining) return
    isDraining = true
    drain()
  }
  terminal.onSignal('SIGTERM', stop)
  terminal.onSignal('SIGINT', () => undefined)
  terminal.onSignal('SIGHUP', () => undefined)
  return {
    stop,
    // One that still starts reads the configuration anyway.
    reload: () => reload?.(),
    onSignal(name, listener) {
      switch (name) {
        case 'SIGHUP':
          reload = listener
          return () => (reload = undefined)
        case 'SIGTERM':
          drain = listener
          if (isAsked) stop()
          return () => (drain = undefined)
        case 'SIGINT':
        case 'SIGPIPE':
          return () => undefined
      }
    },
  }
}
