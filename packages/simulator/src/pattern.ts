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
const REPEAT = /^(?:\{(\d+)(?:,\d*)?\}|[*+?])/u

function build(pattern: string): string {
  let text = ''
  ATOM.lastIndex = 0
  for (let match = ATOM.exec(pattern); match !== null; match = ATOM.exec(pattern)) {
    const [atom] = match
    if (atom === '^' || atom === '$') continue
    const repeat = REPEAT.exec(pattern.slice(ATOM.lastIndex))
    ATOM.lastIndex += repeat?.[0].length ?? 0
    const optional = repeat?.[0] === '*' || repeat?.[0] === '?'
    text += sampleOf(atom).repeat(optional ? 0 : Number(repeat?.[1] ?? 1))
    if (ATOM.lastIndex >= pattern.length) break
  }
  return text
}

const CANDIDATES = Array.from('aA0-_ .:/@#bcdefBCDEF123456789')

function sampleOf(atom: string): string {
  if (atom.startsWith('(')) {
    return build(
      atom
        .slice(1, -1)
        .replace(/^\?(?::|<[^>]*>)/u, '')
        .split('|')[0] ?? '',
    )
  }
  const single = new RegExp(`^(?:${atom})$`, 'u')
  return CANDIDATES.find((text) => single.test(text)) ?? atom.replace('\\', '')
}
