/** One line of defence against a threat, how to take it away, and the test that then fails. */
export interface Defence {
  /** Row of `threats`. */
  readonly row: number
  /** What it does, in a few words. */
  readonly what: string
  /** From the root of the repository. */
  readonly file: string
  /** The text that is the defence; it stands in the file once. */
  readonly search: string
  readonly replace: string
  readonly test: {
    readonly file: string
    /** As the source writes it, placeholders included. */
    readonly name: string
    /** One case of a name with placeholders. */
    readonly only?: string
  }
}

/** A pattern for the full name of a test: placeholders stand for anything. */
export function patternOf({ test: { name, only } }: Defence): string {
  if (only !== undefined) return escaped(only)
  return name
    .split(/%[sdj]|\$\{[^}]*\}|\$[a-z]\w*/)
    .map((part) => escaped(part))
    .join('.*')
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)
}
