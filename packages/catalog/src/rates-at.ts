import type { ModelEntry } from './model-entry.ts'
import { priceMoment } from './price-moment.ts'
import type { Rates } from './units.ts'

/** The standard rates of short prompts that are in force at a moment (Unix ms). */
export function ratesAt(entry: ModelEntry | undefined, at: number): Rates {
  const sheet = entry?.prices
  if (sheet === undefined || sheet === null) return {}
  const modes = priceMoment(sheet.schedule ?? [], at).window?.modes ?? sheet.modes
  return modes['standard']?.[0]?.rates ?? {}
}
