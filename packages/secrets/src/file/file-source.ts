import { readFile, realpath, stat } from 'node:fs/promises'

import { Secret, type SecretSource, type SecretVersion } from '@signalbox/core'

/** How often a file is looked at. */
export interface FileSourceOptions {
  /** Default 5 s. */
  readonly everyMs?: number | undefined
  readonly now?: (() => number) | undefined
}

interface Known {
  readonly stamp: string
  readonly secret: SecretVersion
  lookedAt: number
}

/** `file:/run/secrets/x`: its text without the last line break, read again when the file is another. */
export function fileSource(options: FileSourceOptions = {}): SecretSource {
  const { everyMs = 5000, now = () => performance.now() } = options
  const known = new Map<string, Known>()
  return {
    scheme: 'file',
    async resolve(path) {
      const before = known.get(path)
      if (before !== undefined && now() - before.lookedAt < everyMs) return before.secret
      // Orchestrators swap a link: the path stays, what it leads to changes.
      const place = await realpath(path)
      const { mtimeMs, size, ino } = await stat(place)
      const stamp = [place, mtimeMs, size, ino].join('|')
      if (before?.stamp === stamp) {
        before.lookedAt = now()
        return before.secret
      }
      const text = (await readFile(place, 'utf8')).replace(/\r?\n$/, '')
      if (text === '') throw new TypeError(`The file ${path} is empty.`)
      const secret = { value: new Secret(text), version: stamp }
      known.set(path, { stamp, secret, lookedAt: now() })
      return secret
    },
  }
}
