/** A condition that cannot be read; the place is within the expression, line and column from 1. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError'
  readonly offset: number
  readonly line: number
  readonly column: number

  constructor(message: string, source: string, offset: number) {
    const before = source.slice(0, offset)
    const line = before.split('\n').length
    const column = offset - before.lastIndexOf('\n')
    super(`${message} (line ${String(line)}, column ${String(column)})`)
    this.offset = offset
    this.line = line
    this.column = column
  }
}
