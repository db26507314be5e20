import cluster from 'node:cluster'

import type { FleetWorker } from './fleet.ts'
import type { GroupDesk } from './group-desk.ts'
import type { PeerMessage } from './peer.ts'
import type { Welcome } from './welcome.ts'

/**
 * Starts workers that share one socket. The primary accepts and hands connections out in turn:
 * measured against `reusePort` that costs 0.15 ms per connection and nothing per request, spreads
 * no worse, works on every system, and a worker that dies takes no waiting connection with it.
 */
export function clusterWorkers(
  desk: GroupDesk,
  welcome: (slot: number) => Welcome,
): (slot: number) => FleetWorker {
  cluster.schedulingPolicy = cluster.SCHED_RR
  cluster.setupPrimary({ serialization: 'advanced' })
  return (slot) => {
    const worker = cluster.fork({ SIGNALBOX_WORKER: String(slot) })
    let serves: (url: string) => void = () => {}
    const listening = new Promise<string>((resolve) => (serves = resolve))
    const seat = desk.seat({
      welcome: () => welcome(slot),
      send(messages) {
        // One that has just died is told of by its exit.
        worker.process.send?.(messages, undefined, undefined, () => undefined)
      },
      onListening: serves,
    })
    worker.on('message', (messages: readonly PeerMessage[]) => seat.peer.hear(messages))
    worker.process.once('exit', () => seat.close())
    return {
      stop: () => seat.peer.tell('stop'),
      kill: () => void worker.process.kill('SIGKILL'),
      reload: () => seat.peer.tell('reload'),
      onEnd(listener) {
        worker.process.once('exit', (code, signal) => listener(code ?? (signal === null ? 0 : 128)))
      },
      listening,
    }
  }
}
