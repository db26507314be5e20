import type { Document } from './documents.ts'

/** One fenced block of a document. */
export interface Block {
  /** `README.md:12 ts`: where its first line stands, and its language. */
  readonly name: string
  readonly document: string
  readonly language: string
  readonly text: string
}

const fence = /^(?<indent> *)(?<ticks>`{3,}|~{3,})(?<language>[^\s`]*).*$/u

/** Every fenced block of a document, in its order. */
export function blocksOf({ path, text }: Document): readonly Block[] {
  const blocks: Block[] = []
  const lines = text.split('\n')
  for (let at = 0; at < lines.length; at++) {
    const { indent = '', ticks, language = '' } = fence.exec(lines[at] ?? '')?.groups ?? {}
    if (ticks === undefined) continue
    const end = lines.findIndex((line, index) => index > at && line.trim() === ticks)
    if (end === -1) throw new Error(`${path}:${String(at + 1)}: this block is never closed`)
    blocks.push({
      name: `${path}:${String(at + 2)} ${language}`,
      document: path,
      language,
      text: lines
        .slice(at + 1, end)
        .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
        .join('\n'),
    })
    at = end
  }
  return blocks
}

/** What a file holds once the change of a diff block is made. */
export function afterDiff(text: string): string {
  return text
    .split('\n')
    .filter((line) => !line.startsWith('-'))
    .map((line) => line.slice(1))
    .join('\n')
}

/** The `code spans` of a document's prose and tables. */
export function codeSpans({ text }: Document): readonly string[] {
  const prose = text.replaceAll(/^( *)(`{3,}|~{3,})[\s\S]*?^\1\2$/gmu, '')
  return [...prose.matchAll(/`([^`\n]+)`/gu)].map(([, span]) => span ?? '')
}
