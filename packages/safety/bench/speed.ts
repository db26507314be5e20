import { readFileSync } from 'node:fs'

import {
  compilePolicy,
  createScanCache,
  createScanner,
  createTextFilter,
  loadDetectors,
  preset,
} from '../src/index.ts'
import type { Rule } from '../src/types.ts'

const detectors = await loadDetectors()
const standard = preset('standard')
const policy = compilePolicy(standard, { id: 'standard', detectors })
const personal: Rule = {
  id: 'pii',
  detect: 'pii',
  types: ['EMAIL', 'CARD', 'PHONE', 'IBAN', 'SSN', 'ID'],
  action: { type: 'redact' },
}
const withPii = compilePolicy(
  { ...standard, output: [...standard.output, personal] },
  { id: 'pii', detectors },
)

const prose =
  'The quarterly report shows that revenue grew in most regions while costs stayed flat. Please ask Maria about the invoice numbers, she said that shipping takes 3 days. Version 2.4.1 of the tool fixes the import; see the release notes for 2024. '.repeat(
    6000,
  )
const code =
  'export function total(items: readonly Item[]): number {\n  // The sum of prices, in cents.\n  return items.reduce((sum, { price, count }) => sum + price * count, 0)\n}\n'.repeat(
    1000,
  )
const dense =
  'Write to jane.doe@example.com or call +1 415 555 2671, card 4111 1111 1111 1111. '.repeat(1300)
/** What people really write: no sentence comes twice, so that no cache of the machine helps. */
const corpus = (name: string) =>
  readFileSync(new URL(`../corpus/benign/${name}.txt`, import.meta.url), 'utf8').repeat(4)
const texts = {
  prose,
  code,
  dense,
  'written prose': corpus('project-prose'),
  'written code': corpus('project-code'),
}

/** Milliseconds of the processor, which other work on the machine hardly changes. */
function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** The median of a task's processor time. */
async function median(task: () => Promise<unknown>, runs: number): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < runs + 3; run++) {
    const startedAt = processorTime()
    await task()
    if (run >= 3) times.push(processorTime() - startedAt)
  }
  return times.toSorted((a, b) => a - b)[runs >> 1] ?? 0
}

const rows: [string, string][] = []
const scanner = createScanner(policy)
for (const [name, text] of Object.entries(texts))
  for (const size of [1024, 4096, 16_384, 102_400]) {
    const given = text.slice(0, size)
    if (given.length < size) continue
    const ms = await median(() => scanner.scan({ text: given }), size > 20_000 ? 8 : 60)
    rows.push([
      `scan ${name} ${String(size)}`,
      `${ms.toFixed(2)} ms, ${(size / ms / 1000).toFixed(2)} MB/s`,
    ])
  }

let longest = 0
let last = processorTime()
const watch = setInterval(() => {
  const now = processorTime()
  longest = Math.max(longest, now - last)
  last = now
}, 1)
const startedAt = processorTime()
await scanner.scan({ text: prose.slice(0, 1_000_000) })
rows.push([
  'scan 1 MB',
  `${(processorTime() - startedAt).toFixed(0)} ms, longest block ${longest.toFixed(1)} ms`,
])
clearInterval(watch)

const cached = createScanner(policy, { cache: createScanCache() })
const classify = () => ({ role: 'user', trust: 'user', editable: true, kind: 'text' }) as const
const messages = Array.from({ length: 50 }, (_, index) => ({
  content: `${prose.slice(index * 500, index * 500 + 800)}${String(index)}`,
}))
const first = await median(
  () => createScanner(policy, { cache: createScanCache() }).scan({ body: { messages }, classify }),
  5,
)
await cached.scan({ body: { messages }, classify })
let turn = 0
const next = await median(() => {
  turn += 1
  const more = [...messages, { content: `turn ${String(turn)} ${prose.slice(0, 300)}` }]
  return cached.scan({ body: { messages: more }, classify })
}, 5)
rows.push(['next turn of 50 messages', `${((next / first) * 100).toFixed(1)} % of the first`])

for (const [name, text] of Object.entries({ prose, code, dense }))
  for (const [rules, compiled] of Object.entries({ standard: policy, 'standard + pii': withPii })) {
    const given = text.slice(0, 16_000)
    const filter = createTextFilter(compiled)
    let pending = 0
    let most = 0
    let pushes = 0
    const from = processorTime()
    for (let at = 0; at < given.length; at += 4) {
      filter.push(given.slice(at, at + 4))
      pending += filter.pending
      most = Math.max(most, filter.pending)
      pushes += 1
    }
    filter.end()
    const us = ((processorTime() - from) / pushes) * 1000
    rows.push([
      `stream ${name}, ${rules}`,
      `${us.toFixed(1)} µs a chunk of 4, held ${(pending / pushes).toFixed(2)} mean, ${String(most)} max`,
    ])
  }

for (const [name, value] of rows) console.log(`${name.padEnd(40)} ${value}`)
