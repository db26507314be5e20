import type { Logger } from '@signalbox/core'

import type { Config } from '../config/config.ts'
import type { GroupChanges } from '../workers/group.ts'
import type { ChangePlace, ConfigChange } from './take-change.ts'

/** Puts in force what another process of the group did by hand, one after the other. */
export function followChanges(
  changes: GroupChanges,
  place: ChangePlace,
  {
    swap,
    logger,
  }: { readonly swap: (config: Config) => void; readonly logger: Logger | undefined },
): void {
  let last = Promise.resolve()

  async function follow(change: ConfigChange): Promise<void> {
    try {
      const { takeChange } = await import('./take-change.ts')
      const taken = await takeChange(change, place)
      if ('errors' in taken) throw new TypeError(taken.errors.map(({ message }) => message).join())
      swap(taken.next)
    } catch (error) {
      logger?.error('a change of another worker could not be applied', { error })
    }
  }

  const enqueue = (change: ConfigChange) => {
    last = last.then(() => follow(change))
  }
  changes.before.forEach(enqueue)
  changes.onTold(enqueue)
}
