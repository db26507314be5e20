import { LineCounter, parseDocument, type Document } from 'yaml'

import type { Finding, Tree } from './finding.ts'
import type { ReferenceSources } from './interpolate.ts'
import type { Path } from './path.ts'
import { hidePlaceholders } from './placeholders.ts'
import { walkYaml } from './walk-yaml.ts'

const maxBytes = 1_048_576
const tooDeep = 'cannot be read: it nests too deeply'

/** Reads YAML (or JSON, strictly) into values with places; never throws, whatever the text. */
export function readYaml(
  input: string,
  sources: ReferenceSources,
  options: { json?: boolean; under?: Path } = {},
): Tree {
  const text = input.startsWith('\uFEFF') ? input.slice(1) : input
  if (Buffer.byteLength(text) > maxBytes)
    return refused(text, { path: [], offset: 0, message: 'is larger than 1 MB' })
  const broken = options.json === true ? jsonProblem(text) : undefined
  if (broken !== undefined) return refused(text, broken)
  const lines = new LineCounter()
  let document: Document.Parsed
  try {
    document = parseDocument(hidePlaceholders(text), {
      lineCounter: lines,
      prettyErrors: false,
      // The parser compares every key with every other; the walk needs one look-up.
      uniqueKeys: false,
      keepSourceTokens: false,
    })
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return refused(text, { path: [], offset: 0, message: tooDeep })
  }
  const syntax = syntaxFindings(document, lines)
  if (document.errors.length > 0) return { ...refused(text), findings: syntax }
  const walked = walkYaml(document, sources, options.under)
  return { ...walked, findings: [...syntax, ...walked.findings], locate: locator(text) }
}

/** The first finding of each line: one mistake makes a parser stumble many times. */
function syntaxFindings(document: Document.Parsed, lines: LineCounter): Finding[] {
  const seen = new Set<number>()
  const findings: Finding[] = []
  for (const { code, message, pos } of [...document.errors, ...document.warnings]) {
    const { line } = lines.linePos(pos[0])
    if (seen.has(line)) continue
    seen.add(line)
    findings.push({ path: [], offset: pos[0], message: explainSyntax(code, message) })
  }
  return findings
}

function explainSyntax(code: string, message: string): string {
  if (code === 'TAB_AS_INDENT') return 'YAML cannot be indented with tabs: use spaces'
  if (code === 'MULTIPLE_DOCS') return 'a second document starts here: a file holds one'
  if (message.startsWith('Maximum call stack')) return tooDeep
  return `is not YAML: ${message.replace(/\.$/, '')}`
}

function jsonProblem(text: string): Finding | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch (error) {
    const reason = error instanceof Error ? error.message : ''
    const position = /at position (\d+)/.exec(reason)?.[1]
    const path: Path = []
    return position === undefined
      ? { path, offset: text.length, message: 'is not JSON: it ends too early' }
      : { path, offset: Number(position), message: 'is not JSON from here on' }
  }
}

function refused(text: string, ...findings: Finding[]): Tree {
  return { value: undefined, places: new Map(), literals: [], findings, locate: locator(text) }
}

function locator(text: string): Tree['locate'] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    const start = starts[low] ?? 0
    const end = (starts[low + 1] ?? text.length + 1) - 1
    const source = text.slice(start, end).replace(/\r$/, '')
    return { line: low + 1, column: offset - start + 1, source }
  }
}
