const SAMPLES = ['DEMO', 'demo', '1', 'a', 'A', '2026-01-01', '00:00', 'demo@example.com', 'a-1']

/** A text that the regular expression accepts, for the expressions that schemas use. */
export function matchPattern(pattern: string): string {
  let expression: RegExp
  try {
    expression = new RegExp(pattern, 'u')
  } catch {
    return 'DEMO'
  }
  const sample = SAMPLES.find((text) => expression.test(text))
  return sample ?? build(pattern)
}

const ATOM = /\[(?:\\.|[^\]\\])*\]|\((?:\\.|[^()\\])*\)|\\.|\^|\$|./gu
const REPEAT = /^(?:\{(\d+)(?:,\d*)?\}|[*+?])\??/u
/** Ends of groups that hold groups: their contents are walked as if they stood alone. */
const SKIPPED: ReadonlySet<string> = new Set(['^', '$', '(', ')', '?', ':'])

function build(pattern: string): string {
  const atoms = new RegExp(ATOM)
  let text = ''
  for (let match = atoms.exec(pattern); match !== null; match = atoms.exec(pattern)) {
    const [atom] = match
    if (atom === '|') break
    if (SKIPPED.has(atom)) continue
    const repeat = REPEAT.exec(pattern.slice(atoms.lastIndex))
    atoms.lastIndex += repeat?.[0].length ?? 0
    const optional = repeat?.[0].startsWith('*') === true || repeat?.[0].startsWith('?') === true
    text += sampleOf(atom).repeat(optional ? 0 : Number(repeat?.[1] ?? 1))
  }
  return text
}

const CANDIDATES = Array.from('aA0-_ .:/@#bcdefBCDEF123456789')

function sampleOf(atom: string): string {
  if (atom.startsWith('(')) return build(atom.slice(1, -1).replace(/^\?(?::|<[^>]*>)/u, ''))
  const single = new RegExp(`^(?:${atom})$`, 'u')
  return CANDIDATES.find((text) => single.test(text)) ?? atom.replace('\\', '')
}
