import type { Extensions, Warning } from '@signalbox/core'

import { generateWire } from '../wire/names.ts'

/** Collects what a request lost on its way. */
export interface Losses {
  readonly warnings: readonly Warning[]
  add(code: Warning['code'], path: string, detail: string): void
  /** Extensions of other wires cannot be said here. */
  foreign(path: string, extensions: Extensions | undefined): void
}

/** An empty collection. */
export function losses(): Losses {
  const warnings: Warning[] = []
  const add: Losses['add'] = (code, path, detail) => {
    warnings.push({ code, path, detail })
  }
  return {
    warnings,
    add,
    foreign(path, extensions) {
      for (const [wire, fields] of Object.entries(extensions ?? {}))
        if (wire !== generateWire)
          for (const name of Object.keys(fields ?? {}))
            add('dropped', path === '' ? name : `${path}.${name}`, 'Google has no such field.')
    },
  }
}
