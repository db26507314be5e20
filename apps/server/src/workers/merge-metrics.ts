// Of states and delays the worst is told; everything else adds up.
const worstOf =
  /_(?:circuit_state|budget_utilization|tokens_ratio_drift|process_lag(?:_seconds)?|price_age(?:_seconds)?)$/u

interface Family {
  readonly head: string[]
  readonly type: string
  readonly samples: Map<string, number>
}

/** Adds up Prometheus texts; of processes that have ended only what counts upwards stays. */
export function mergeMetrics(living: readonly string[], ended: readonly string[] = []): string {
  const families = new Map<string, Family>()
  for (const text of living) addText(families, text, () => true)
  for (const text of ended) addText(families, text, (type) => type !== 'gauge')
  return [...families.values()]
    .filter(({ samples }) => samples.size > 0)
    .map(render)
    .join('')
}

function addText(
  families: Map<string, Family>,
  text: string,
  counts: (type: string) => boolean,
): void {
  let family: Family | undefined
  for (const line of text.split('\n')) {
    const [, kind, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.*)$/u.exec(line) ?? []
    if (kind === 'HELP') {
      family = families.get(name) ?? { head: [], type: '', samples: new Map() }
      if (family.head.length === 0) family.head.push(line)
    } else if (kind === 'TYPE' && family !== undefined) {
      if (family.head.length === 1) {
        family.head.push(line)
        family = { ...family, type: rest }
      }
      families.set(name, family)
    } else if (family !== undefined && counts(family.type)) addSample(family, line)
  }
}

function addSample({ samples, type }: Family, line: string): void {
  const space = line.lastIndexOf(' ')
  if (space <= 0) return
  const series = line.slice(0, space)
  const value = Number(line.slice(space + 1))
  const before = samples.get(series)
  const name = series.replace(/\{.*$/u, '')
  const isWorst = type === 'gauge' && worstOf.test(name)
  if (before === undefined) samples.set(series, value)
  else samples.set(series, isWorst ? Math.max(before, value) : before + value)
}

function render({ head, samples }: Family): string {
  return `${[...head, ...[...samples].map(([series, value]) => `${series} ${valueText(value)}`)].join('\n')}\n`
}

function valueText(value: number): string {
  if (value === Infinity) return '+Inf'
  return value === -Infinity ? '-Inf' : String(value)
}
