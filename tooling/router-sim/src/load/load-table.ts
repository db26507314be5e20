import type { ConversationFigures } from './run-conversations.ts'
import type { LoadFigures } from './run-load.ts'

type Columns<Row> = readonly (readonly [title: string, read: (row: Row) => string])[]

const loadColumns: Columns<LoadFigures> = [
  ['policy', ({ policy }) => policy],
  ['first attempts %', ({ success }) => (100 * success).toFixed(2)],
  ['worst phase %', ({ worstPhase: { name, success } }) => `${(100 * success).toFixed(1)} ${name}`],
  ['p50 s', ({ p50Ms }) => seconds(p50Ms)],
  ['p99 s', ({ p99Ms }) => seconds(p99Ms)],
  ['worst p99 s', ({ worstP99Ms }) => seconds(worstP99Ms)],
  ['USD/1,000', ({ usdPer1000 }) => usdPer1000.toFixed(3)],
  ['429/1,000', ({ limitedPer1000 }) => limitedPer1000.toFixed(2)],
  ['trips', ({ trips }) => String(trips)],
  [
    'shares %',
    ({ shares }) =>
      Object.entries(shares)
        .map(([id, share]) => `${id} ${(100 * share).toFixed(0)}`)
        .join(' '),
  ],
]

const conversationColumns: Columns<ConversationFigures> = [
  ['policy', ({ policy }) => policy],
  ['answered %', ({ success }) => (100 * success).toFixed(2)],
  ['cached tokens %', ({ cachedShare }) => (100 * cachedShare).toFixed(1)],
  ['USD/1,000', ({ usdPer1000 }) => usdPer1000.toFixed(3)],
]

/** A Markdown table of what policies made of a scenario. */
export function loadTable(scenario: string, rows: readonly LoadFigures[]): string {
  return `${scenario}, ${String(rows[0]?.requests ?? 0)} requests\n\n${table(loadColumns, rows)}`
}

/** The same for conversations. */
export function conversationTable(rows: readonly ConversationFigures[]): string {
  const turns = String(rows[0]?.turns ?? 0)
  return `conversations, ${turns} turns\n\n${table(conversationColumns, rows)}`
}

function table<Row>(columns: Columns<Row>, rows: readonly Row[]): string {
  return [
    line(columns.map(([title]) => title)),
    line(columns.map(() => '---')),
    ...rows.map((row) => line(columns.map(([, read]) => read(row)))),
  ].join('\n')
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2)
}
