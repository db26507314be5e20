/** What a template may refer to. */
export interface ChartScope {
  readonly Values: Readonly<Record<string, unknown>>
  readonly Chart: { readonly Name: string; readonly AppVersion: string }
  readonly Release: { readonly Name: string }
}

const functions: Readonly<Record<string, (...given: readonly unknown[]) => unknown>> = {
  quote: (value) => JSON.stringify(String(value)),
  toJson: (value) => JSON.stringify(value),
  default: (fallback, value) => (value === '' || value === undefined ? fallback : value),
  not: (value) => value === false || value === undefined || value === '',
  printf: (format, ...values) => {
    let next = 0
    return String(format).replaceAll('%s', () => String(values[next++]))
  },
}

/** Renders that part of Helm's language which the chart uses, and throws at anything else. */
export function renderTemplate(text: string, scope: ChartScope): string {
  const kept: boolean[] = []
  const parts = trimmed(text).split(/(\{\{.*?\}\})/u)
  const out: string[] = []
  for (const part of parts) {
    const inner = /^\{\{\s*(.*?)\s*\}\}$/u.exec(part)?.[1]
    if (inner === undefined) {
      if (kept.every(Boolean)) out.push(part)
    } else if (inner === 'end') {
      if (kept.pop() === undefined) throw new Error('An "end" has no "if".')
    } else if (inner.startsWith('if ')) {
      kept.push(functions['not']?.(valueOf(inner.slice(3), scope)) === false)
    } else if (kept.every(Boolean)) out.push(String(valueOf(inner, scope)))
  }
  if (kept.length > 0) throw new Error('An "if" has no "end".')
  return out.join('')
}

/** `{{-` takes the space before it away. */
function trimmed(text: string): string {
  if (text.includes('-}}')) throw new Error('Only "{{-" is known here.')
  return text.replaceAll(/\s*\{\{- /gu, '{{ ')
}

function valueOf(expression: string, scope: ChartScope): unknown {
  const [first = '', ...pipes] = expression.split(/\s*\|\s*/u)
  let value = termOf(first, scope)
  for (const pipe of pipes) {
    const [name = '', ...given] = words(pipe)
    value = call(name, [...given.map((word) => atomOf(word, scope)), value])
  }
  return value
}

function termOf(text: string, scope: ChartScope): unknown {
  const [head = '', ...rest] = words(text)
  if (rest.length === 0) return atomOf(head, scope)
  return call(
    head,
    rest.map((word) => atomOf(word, scope)),
  )
}

function atomOf(word: string, scope: ChartScope): unknown {
  if (word.startsWith('(')) return termOf(word.slice(1, -1), scope)
  if (word.startsWith('"')) return JSON.parse(word) as unknown
  if (!word.startsWith('.')) throw new Error(`"${word}" is not known here.`)
  let value: unknown = scope
  for (const step of word.slice(1).split('.')) {
    if (typeof value !== 'object' || value === null || !(step in value))
      throw new Error(`There is no ${word}.`)
    value = (value as Readonly<Record<string, unknown>>)[step]
  }
  return value
}

function call(name: string, given: readonly unknown[]): unknown {
  const found = functions[name]
  if (found === undefined) throw new Error(`"${name}" is not known here.`)
  return found(...given)
}

/** Words, with quoted texts and bracketed calls as one. */
function words(text: string): readonly string[] {
  return text.match(/"(?:[^"\\]|\\.)*"|\([^()]*\)|[^\s()]+/gu) ?? []
}
