import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

/** Every module that importing `entry` loads. */
function loadedBy(entry: string): ReadonlySet<string> {
  const seen = new Set<string>()
  const visit = (url: string) => {
    if (seen.has(url)) return
    seen.add(url)
    if (!url.startsWith('file:')) return
    const source = readFileSync(new URL(url), 'utf8')
    for (const [, clause, name = ''] of source.matchAll(
      /^(?:import|export) ([^'"]*?from )?'([^']+)'/gm,
    ))
      if (clause?.startsWith('type ') !== true)
        visit(name.startsWith('.') ? new URL(name, url).href : name)
  }
  visit(new URL(entry, import.meta.url).href)
  return seen
}

test.each(['./index.ts', './web/index.ts'])(
  '%s loads its own modules and nothing else',
  (entry) => {
    const loaded = loadedBy(entry)
    expect(loaded.size).toBeGreaterThan(20)
    expect([...loaded].filter((url) => !url.startsWith('file:'))).toEqual([])
    expect([...loaded].filter((url) => url.includes('/src/node/'))).toEqual([])
  },
)

test('the Node entry is where Node comes in', () => {
  expect([...loadedBy('./node/index.ts')]).toContain('undici')
})
