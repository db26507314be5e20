import { deprecations } from './data/deprecations.ts'
import { sources } from './data/sources.ts'
import type {
  Band,
  FieldConflict,
  ModelEntry,
  PriceWindow,
  ProviderModels,
  RegionPrice,
  SourceRef,
} from './model-entry.ts'
import type { ProviderTable } from './provider-table.ts'
import type { Rates, TokenUnit } from './units.ts'

const shortNames: Readonly<Record<string, TokenUnit>> = {
  in: 'input',
  out: 'output',
  think: 'reasoning',
  read: 'cacheRead',
  w5m: 'cacheWrite5m',
  w1h: 'cacheWrite1h',
  ain: 'audioIn',
  aout: 'audioOut',
  aread: 'audioCacheRead',
  iin: 'imageIn',
  iout: 'imageOut',
  iread: 'imageCacheRead',
  vin: 'videoIn',
  vout: 'videoOut',
}

type Draft = {
  -readonly [K in keyof ModelEntry]: ModelEntry[K]
}

interface Step {
  readonly from: string
  readonly daily?: readonly [from: string, to: string]
  readonly weekdays?: boolean
  readonly modes: Record<string, Band[]>
}

interface Sheet {
  modes: Record<string, Band[]>
  schedule: Step[]
  regions: RegionPrice[]
  perUnit: Record<string, string>
}

/**
 * A line is `id | kind [status]` and segments: `$ RATES`, `>TOKENS RATES`, `MODE [>TOKENS] RATES`,
 * `from DAY [HH:MM-HH:MM] [weekdays] [MODE] RATES`, `region A,B *FACTOR|RATES`, `unit NAME USD …`, `can|not CAPABILITY …`,
 * `gives MODALITY …`, `reasoning CONTROL …`, `limit NAME TOKENS …`, `released DAY`,
 * `conflict FIELD SOURCE=VALUE …`, `suspect`, `src SOURCES [FIELD:SOURCES …]`; RATES is
 * `in 5 out 30 …` in USD per 1,000,000 tokens.
 */
export function readTable(table: ProviderTable): ProviderModels {
  const models = new Map<string, ModelEntry>()
  for (const line of table.rows.trim().split('\n')) {
    const entry = readLine(line, table)
    models.set(entry.model.toLowerCase(), entry)
  }
  const { provider: id, adapter, host } = table
  return { facts: { id, adapter, host }, models }
}

function readLine(line: string, { provider, page }: ProviderTable): ModelEntry {
  const [model = '', head = '', ...segments] = line.split(' | ')
  const [kind = '', status] = head.split(' ')
  const sheet: Sheet = { modes: {}, schedule: [], regions: [], perUnit: {} }
  const conflicts: FieldConflict[] = []
  const capabilities: Record<string, boolean> = {}
  const draft: Partial<Draft> = {}
  for (const segment of segments) {
    const [word = '', ...rest] = segment.split(' ')
    if (word === 'can' || word === 'not')
      for (const name of rest) capabilities[name] = word === 'can'
    else if (word === 'gives') draft.outputModalities = rest
    else if (word === 'reasoning') draft.reasoningControls = rest
    else if (word === 'limit') draft.limits = numbers(rest)
    else if (word === 'released') draft.released = rest[0]
    else if (word === 'conflict') conflicts.push(conflictOf(rest))
    else if (word === 'suspect') draft.suspect = true
    else if (word === 'src') draft.source = sourceOf(rest, page)
    else readPrice(sheet, word, rest)
  }
  const { source = sourceOf([], page), limits = {}, ...others } = draft
  const confidence = draft.suspect === true ? 'suspect' : conflictOnPrice(conflicts)
  return {
    provider,
    model,
    kind,
    status,
    capabilities,
    limits,
    ...others,
    deprecation: deprecations[`${provider}/${model}`],
    prices: sheetOf(sheet),
    conflicts,
    source,
    confidence,
  }
}

function readPrice(sheet: Sheet, word: string, rest: readonly string[]): void {
  if (word === 'region') {
    const [names = '', ...how] = rest
    const [factor = ''] = how
    const list = names.split(',')
    sheet.regions.push(
      factor.startsWith('*')
        ? { in: list, multiplier: factor.slice(1) }
        : { in: list, rates: ratesOf(how) },
    )
  } else if (word === 'unit') Object.assign(sheet.perUnit, pairs(rest))
  else if (word === 'from') readStep(sheet, rest)
  else if (word === '$') addBand(sheet.modes, 'standard', rest)
  else if (word.startsWith('>')) addBand(sheet.modes, 'standard', [word, ...rest])
  else addBand(sheet.modes, word, rest)
}

function readStep(sheet: Sheet, [from = '', ...rest]: readonly string[]): void {
  const hours = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(rest[0] ?? '')
  const weekdays = rest.includes('weekdays')
  const daily = hours === null ? undefined : ([hours[1] ?? '', hours[2] ?? ''] as const)
  const [word = '', ...more] = rest.slice((hours === null ? 0 : 1) + (weekdays ? 1 : 0))
  const last = sheet.schedule.at(-1)
  const continues = last?.from === from && last.daily === undefined && daily === undefined
  const step: Step = continues
    ? last
    : { from, ...(daily && { daily }), ...(weekdays && { weekdays }), modes: {} }
  if (!continues) sheet.schedule.push(step)
  const isRate = shortNames[word] !== undefined
  addBand(step.modes, isRate ? 'standard' : word, isRate ? [word, ...more] : more)
}

function addBand(modes: Record<string, Band[]>, mode: string, rest: readonly string[]): void {
  const [first = ''] = rest
  const tiered = first.startsWith('>')
  const band: Band = {
    above: tiered ? Number(first.slice(1)) : 0,
    rates: ratesOf(tiered ? rest.slice(1) : rest),
  }
  modes[mode] = [...(modes[mode] ?? []), band]
}

function sheetOf({ modes, schedule, regions, perUnit }: Sheet): ModelEntry['prices'] {
  if (Object.keys(modes).length === 0 && Object.keys(perUnit).length === 0) return null
  const windows: readonly PriceWindow[] = schedule
  return {
    modes,
    ...(windows.length === 0 ? {} : { schedule: windows }),
    ...(regions.length === 0 ? {} : { regions }),
    ...(Object.keys(perUnit).length === 0 ? {} : { perUnit }),
  }
}

function ratesOf(words: readonly string[]): Rates {
  return Object.fromEntries(
    Object.entries(pairs(words)).flatMap(([short, rate]) => {
      const unit = shortNames[short]
      return unit === undefined ? [] : [[unit, rate]]
    }),
  )
}

function conflictOf([field = '', ...values]: readonly string[]): FieldConflict {
  const named = values.map((value) => {
    const [code = '', text = ''] = value.split('=')
    return [sources[code]?.name ?? code, text] as const
  })
  return { field: shortNames[field] ?? field, values: Object.fromEntries(named) }
}

function conflictOnPrice(conflicts: readonly FieldConflict[]): 'conflict' | 'first_party' {
  return conflicts.some(({ field }) => field === 'input' || field === 'output')
    ? 'conflict'
    : 'first_party'
}

function sourceOf([codes = '', ...fields]: readonly string[], url: string): SourceRef {
  const all = fields.map((field) => field.split(':'))
  const letters = [codes, ...all.map(([, letter = '']) => letter)].join('')
  const dates = Array.from(letters, (code) => sources[code]?.date ?? '')
  const own = all.map(([field = '', letter = '']) => [field, namesOf(letter)] as const)
  return {
    id: namesOf(codes),
    url,
    date: dates.toSorted().at(-1) ?? '',
    ...(own.length === 0 ? {} : { fields: Object.fromEntries(own) }),
  }
}

function namesOf(codes: string): string {
  return Array.from(codes, (code) => sources[code]?.name ?? code).join('+')
}

function numbers(words: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(pairs(words)).map(([name, n]) => [name, Number(n)]))
}

function pairs(words: readonly string[]): Readonly<Record<string, string>> {
  const found: Record<string, string> = {}
  for (let i = 0; i + 1 < words.length; i += 2) found[words[i] ?? ''] = words[i + 1] ?? ''
  return found
}
