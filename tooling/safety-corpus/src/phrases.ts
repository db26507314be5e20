import { readFileSync } from 'node:fs'

/** Where the hand-written phrases lie. */
export const corpusRoot: URL = new URL('../../../packages/safety/corpus/', import.meta.url)

/** The sections of a phrase file by name; lines before the first section are in `''`. */
export type Phrases = ReadonlyMap<string, readonly string[]>

const headers = ['origin', 'author', 'date', 'seed']

/** What is wrong with the header of a corpus file, or nothing. */
export function headerFault(text: string): string | undefined {
  const lines = text.split('\n')
  for (const [at, name] of headers.entries()) {
    if (!lines[at]?.startsWith(`# ${name}: `)) return `line ${String(at + 1)} lacks "# ${name}: "`
  }
  return lines[0] === '# origin: self-authored' ? undefined : 'origin is not self-authored'
}

const read = new Map<string, Phrases>()

/** Reads a phrase file, for example `attacks/en.txt`, once. */
export function readPhrases(path: string): Phrases {
  const known = read.get(path) ?? parsePhrases(path)
  read.set(path, known)
  return known
}

function parsePhrases(path: string): Phrases {
  const text = readFileSync(new URL(path, corpusRoot), 'utf8')
  const fault = headerFault(text)
  if (fault !== undefined) throw new Error(`${path}: ${fault}`)
  const sections = new Map<string, string[]>()
  let section = ''
  for (const line of text.split('\n').slice(headers.length)) {
    const title = /^\[([a-zA-Z0-9-]+)\]$/.exec(line)
    if (title) section = title[1] ?? ''
    else if (line !== '') sections.set(section, [...(sections.get(section) ?? []), line])
  }
  return sections
}
