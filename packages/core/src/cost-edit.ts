import type { Usage } from './response.ts'
import type { Seen } from './seen.ts'
import { splitBlocks } from './sse-block.ts'
import { topLevelSpans, type Span } from './top-level-spans.ts'
import { costKey } from './with-cost.ts'

/** What an answer with this usage costs, as a decimal of USD; undefined where that is not known. */
export type UsdOf = (usage: Usage) => string | undefined

/** Where the events of a wire tell their usage. */
export interface CostPlace {
  /** Keys from the top of an event down to its usage. */
  readonly path: readonly string[]
  readonly usdOf: UsdOf
}

/** `text` in place of what stands from `start` to `end`. */
export interface TextEdit {
  readonly start: number
  readonly end: number
  readonly text: string
}

const dataLine = /(?:^|[\r\n])data:/g

/** Writes the cost of a finished answer into the event that tells its usage. */
export function costEdit(block: string, seen: Seen, place: CostPlace): TextEdit | undefined {
  const { finish, usage } = seen
  if (finish === undefined || usage === undefined || !block.includes(keyOf(place))) return undefined
  const usd = place.usdOf(usage)
  const at = usd === undefined ? undefined : usageIn(block, place.path)
  if (usd === undefined || at === undefined) return undefined
  const spans = topLevelSpans(block.slice(at.start, at.end))
  if (spans === undefined) return undefined
  const known = spans.get(costKey)
  if (known !== undefined)
    return { start: at.start + known.valueStart, end: at.start + known.valueEnd, text: usd }
  const comma = spans.size === 0 ? '' : ','
  return { start: at.end - 1, end: at.end - 1, text: `${comma}"${costKey}":${usd}` }
}

/** `costEdit` on each event of a text. */
export function editCosts(text: string, seen: Seen, place: CostPlace): string {
  if (!text.includes(keyOf(place))) return text
  const whole = splitBlocks(text)
  const rest = text.slice(whole.join('').length)
  return [...whole, rest].map((block) => applied(block, costEdit(block, seen, place))).join('')
}

function applied(block: string, edit: TextEdit | undefined): string {
  return edit === undefined ? block : block.slice(0, edit.start) + edit.text + block.slice(edit.end)
}

/** What stands in an event before its usage does. */
export function keyOf({ path }: Pick<CostPlace, 'path'>): string {
  return `"${path.at(-1) ?? ''}"`
}

/** The object at a path of an event's JSON, when that is written on one line. */
function usageIn(
  block: string,
  path: readonly string[],
): { readonly start: number; readonly end: number } | undefined {
  const [line, second] = block.matchAll(dataLine)
  if (line === undefined || second !== undefined) return undefined
  let start = line.index + line[0].length
  let end = block.length
  for (const key of path) {
    const span: Span | undefined = topLevelSpans(block.slice(start, end))?.get(key)
    if (span === undefined) return undefined
    end = start + span.valueEnd
    start += span.valueStart
  }
  return block[start] === '{' ? { start, end } : undefined
}
