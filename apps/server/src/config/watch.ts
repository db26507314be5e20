import { watch, type FSWatcher } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'

import { ConfigError } from './config-error.ts'
import type { LoadedConfig } from './loaded-config.ts'

export interface WatchOptions {
  /** Absolute. */
  readonly file: string
  /** Others it takes something from; each load names them again. */
  readonly files?: readonly string[] | undefined
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
  files = [],
  load,
  onChange,
  onRejected,
  onRequest,
  debounceMs = 200,
}: WatchOptions): Promise<ConfigWatch> {
  const watchers = new Map<string, FSWatcher>()
  let watched = [file, ...files]
  let seen = await contentOf(watched)
  let timer: NodeJS.Timeout | undefined
  let firstEventAt = 0
  let running = Promise.resolve()
  watchFolders()
  const stopRequests = onRequest?.(() => void queue(true))

  function watchFolders(): void {
    const folders = new Set(watched.map((each) => dirname(each)))
    for (const [folder, watcher] of watchers)
      if (!folders.has(folder)) {
        watcher.close()
        watchers.delete(folder)
      }
    for (const folder of folders)
      if (!watchers.has(folder)) {
        const watcher = watch(folder, stirred)
        watcher.on('error', (error) => onRejected(refusal(file, error)))
        watchers.set(folder, watcher)
      }
  }

  function stirred(): void {
    const now = performance.now()
    if (timer === undefined) firstEventAt = now
    clearTimeout(timer)
    // A busy folder must not put the reload off for ever.
    const wait = Math.min(debounceMs, Math.max(0, firstEventAt + 3 * debounceMs - now))
    timer = setTimeout(() => {
      timer = undefined
      void queue(false)
    }, wait)
  }

  function queue(isForced: boolean): Promise<void> {
    running = running.then(() => refresh(isForced))
    return running
  }

  async function refresh(isForced: boolean): Promise<void> {
    const content = await contentOf(watched)
    if (content === seen && !isForced) return
    seen = content
    try {
      const loaded = await load()
      await follow(loaded.origin.files ?? [])
      onChange(loaded)
    } catch (error) {
      onRejected(error instanceof ConfigError ? error : refusal(file, error))
    }
  }

  async function follow(others: readonly string[]): Promise<void> {
    const next = [file, ...others]
    if (next.join('\n') === watched.join('\n')) return
    watched = next
    seen = await contentOf(watched)
    watchFolders()
  }

  return {
    reload: () => queue(true),
    close() {
      clearTimeout(timer)
      for (const watcher of watchers.values()) watcher.close()
      stopRequests?.()
    },
  }
}

async function contentOf(files: readonly string[]): Promise<string> {
  const contents = await Promise.all(files.map(textOf))
  return JSON.stringify(contents)
}

async function textOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch {
    // Between a delete and a rename there is no file: loading it says so.
    return null
  }
}

function refusal(file: string, error: unknown): ConfigError {
  const message = error instanceof Error ? error.message : String(error)
  return new ConfigError([{ severity: 'error', file, path: '', message }])
}
