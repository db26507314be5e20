import { watch } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'

import { ConfigError } from './config-error.ts'
import type { LoadedConfig } from './load-config.ts'

export interface WatchOptions {
  /** Absolute. */
  readonly file: string
  readonly load: () => Promise<LoadedConfig>
  readonly onChange: (loaded: LoadedConfig) => void
  /** The last good configuration stays. */
  readonly onRejected: (error: ConfigError) => void
  /** Calls back when the operator asks for a reload (SIGHUP); returns how to stop listening. */
  readonly onRequest?: ((reload: () => void) => () => void) | undefined
  readonly debounceMs?: number | undefined
}

/** Watches a configuration file until closed. */
export interface ConfigWatch {
  /** Reads the file now, changed or not. */
  reload(): Promise<void>
  close(): void
}

/**
 * Loads the file again after each change: edits, renames, and the link swap of mounted volumes,
 * which is why the folder is watched and not the file.
 */
export async function watchConfig({
  file,
  load,
  onChange,
  onRejected,
  onRequest,
  debounceMs = 200,
}: WatchOptions): Promise<ConfigWatch> {
  let seen = await contentOf(file)
  let timer: NodeJS.Timeout | undefined
  let firstEventAt = 0
  let running = Promise.resolve()
  const watcher = watch(dirname(file), () => {
    const now = performance.now()
    if (timer === undefined) firstEventAt = now
    clearTimeout(timer)
    // A busy folder must not put the reload off for ever.
    const wait = Math.min(debounceMs, Math.max(0, firstEventAt + 3 * debounceMs - now))
    timer = setTimeout(() => {
      timer = undefined
      void queue(false)
    }, wait)
  })
  watcher.on('error', (error) => onRejected(refusal(file, error)))
  const stopRequests = onRequest?.(() => void queue(true))

  function queue(isForced: boolean): Promise<void> {
    running = running.then(() => refresh(isForced))
    return running
  }

  async function refresh(isForced: boolean): Promise<void> {
    const content = await contentOf(file)
    if (content === seen && !isForced) return
    seen = content
    try {
      onChange(await load())
    } catch (error) {
      onRejected(error instanceof ConfigError ? error : refusal(file, error))
    }
  }

  return {
    reload: () => queue(true),
    close() {
      clearTimeout(timer)
      watcher.close()
      stopRequests?.()
    },
  }
}

async function contentOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch {
    // Between a delete and a rename there is no file: loading it says so.
    return undefined
  }
}

function refusal(file: string, error: unknown): ConfigError {
  const message = error instanceof Error ? error.message : String(error)
  return new ConfigError([{ severity: 'error', file, path: '', message }])
}
