import { randomFillSync } from 'node:crypto'
import { rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

const retryAfterMs = 1000

/** A file that stands for free space: given up when the disk is full, made again when there is room. */
export interface Reserve {
  /** True when there was something to give up. */
  readonly release: () => boolean
  /** Makes it again when four times its size is free; looks at most once a second. */
  readonly restore: () => void
}

/** Creates the reserve when it is not there. */
export function createReserve(path: string, bytes: number): Reserve {
  let lookedAt = -Infinity
  let there = false

  function restore(): void {
    const now = performance.now()
    if (there || bytes <= 0 || now - lookedAt < retryAfterMs) return
    lookedAt = now
    there = sizeOf(path) === bytes || write()
  }

  function write(): boolean {
    try {
      const { bavail, bsize } = statfsSync(dirname(path))
      if (bavail * bsize < bytes * 4) return false
      // Random bytes take real blocks also where a file system compresses.
      writeFileSync(path, randomFillSync(Buffer.allocUnsafe(bytes)), { mode: 0o600 })
      return true
    } catch {
      rmSync(path, { force: true })
      return false
    }
  }

  restore()
  return {
    restore,
    release() {
      const had = there
      there = false
      lookedAt = performance.now()
      rmSync(path, { force: true })
      return had
    },
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
