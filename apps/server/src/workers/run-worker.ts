import type { Terminal } from '../cli/terminal.ts'
import { up } from '../cli/up.ts'
import { startServer } from '../start.ts'
import { joinGroup } from './join-group.ts'
import type { PeerMessage } from './peer.ts'

const drainWithoutPrimaryMs = 10_000

/** The whole life of one worker of a group; answers its exit code. */
export async function runWorker(terminal: Terminal): Promise<number> {
  const stop = stopSignal(terminal)
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
          stop.now()
          setTimeout(() => terminal.exit(1), drainWithoutPrimaryMs).unref()
        })
      },
    },
    stop.now,
  )
  const { welcome, group } = member
  const isSpeaker = welcome.slot === 0
  const own: Terminal = { ...terminal, onSignal: stop.onSignal }
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

/** One stop, whoever asks first: the primary, or a signal. Ctrl-C reaches the whole group and is the primary's. */
function stopSignal(terminal: Terminal): {
  readonly now: () => void
  readonly onSignal: Terminal['onSignal']
} {
  let listener: (() => void) | undefined
  let isAsked = false
  let isDone = false
  const now = () => {
    isAsked = true
    if (listener === undefined || isDone) return
    isDone = true
    listener()
  }
  terminal.onSignal('SIGTERM', now)
  terminal.onSignal('SIGINT', () => undefined)
  return {
    now,
    onSignal(name, own) {
      if (name === 'SIGHUP') return terminal.onSignal(name, own)
      if (name === 'SIGTERM') {
        listener = own
        if (isAsked) now()
      }
      return () => (listener = undefined)
    },
  }
}
