/** One command of a shell block. */
export interface ShellCommand {
  readonly env: Readonly<Record<string, string>>
  readonly words: readonly string[]
  /** As it is written, assignments and continuation lines included. */
  readonly text: string
}

/** The commands of a shell block: one a line, lines that end in a backslash go on. */
export function shellCommands(text: string): readonly ShellCommand[] {
  return text
    .replaceAll(/\\\n\s*/gu, '')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const words = line.trim().split(/\s+/u)
      const first = words.findIndex((word) => !/^[A-Z_][A-Z0-9_]*=/u.test(word))
      const assignments = words.slice(0, first).map((word): [string, string] => {
        const [name = '', ...value] = word.split('=')
        return [name, value.join('=')]
      })
      return { env: Object.fromEntries(assignments), words: words.slice(first), text: line }
    })
}
