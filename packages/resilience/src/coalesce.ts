import type { Context, Middleware } from '@signalbox/core'

import { shareKey, sharePartition } from './share-key.ts'
import { startShare, type Share } from './share.ts'

/** Who may share a call, and how much is kept for those who come late or read slowly. */
export interface CoalesceOptions {
  /** Also requests whose answers differ from call to call; default: temperature 0 or a seed. */
  readonly always?: boolean | undefined
  /** Whose answers a request may share; default: the tenant's, else the presented key's. */
  readonly partition?: ((context: Context) => string) | undefined
  /** Requests on one call beside its first; default 64. */
  readonly maxFollowers?: number | undefined
  /** Events kept of one stream; a reader further behind gets a call of its own. Default 1 MiB. */
  readonly maxReplayBytes?: number | undefined
  /** Calls that can be joined at once; default 10,000. */
  readonly maxCalls?: number | undefined
  /**
   * `any-time` (default) keeps events for those who join a running stream, so that nobody gets the
   * provider's own bytes; with `before-content` a stream that nobody joined in time passes as bytes.
   */
  readonly join?: 'any-time' | 'before-content' | undefined
}

/**
 * Identical requests in flight share one call, whole or streamed, at each reader's own pace. The
 * call ends early only when everybody left; `unchargedReason` tells accounting who does not pay.
 *
 * @example pipeline(router, coalesce(), failover(), upstream(options))
 */
export function coalesce(options: CoalesceOptions = {}): Middleware {
  const { always = false, partition = sharePartition, join = 'any-time' } = options
  const { maxFollowers = 64, maxReplayBytes = 1024 * 1024, maxCalls = 10_000 } = options
  const shares = new Map<string, Share>()

  return async function coalesceCalls(context, next) {
    const key = shareKey(context, { partition: partition(context), always })
    if (key === undefined) return next()
    context.signal.throwIfAborted()
    const running = shares.get(key)
    if (running?.open === true) return running.join(context, next)
    if (running === undefined && shares.size >= maxCalls) return next()
    const share: Share = startShare(context, next, {
      maxMembers: maxFollowers + 1,
      maxReplayBytes,
      join,
      onClosed() {
        if (shares.get(key) === share) shares.delete(key)
      },
    })
    shares.set(key, share)
    return share.join(context, next)
  }
}
