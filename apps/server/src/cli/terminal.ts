import { styleText } from 'node:util'

import type { Environment } from '../config/from-environment.ts'

/** What may be asked of a running command from outside. */
export type TerminalSignal = 'SIGTERM' | 'SIGINT' | 'SIGHUP' | 'SIGPIPE'

/** What a command sees of the outside; tests give their own. */
export interface Terminal {
  readonly env: Environment
  readonly cwd: string
  readonly out: (line: string) => void
  readonly err: (line: string) => void
  /** False without a TTY and with NO_COLOR. */
  readonly color: boolean
  /** Calls back once per signal; returns how to stop listening. SIGPIPE: nobody reads `out` any more. */
  readonly onSignal: (name: TerminalSignal, listener: () => void) => () => void
  readonly exit: (code: number) => void
}

/** The process as a terminal. */
export function processTerminal(): Terminal {
  const { env, stdout, stderr } = process
  // A gateway outlives the reader of its output, and `signalbox models | head` is no failure.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.emit('SIGPIPE', 'SIGPIPE')
  })
  return {
    env,
    cwd: process.cwd(),
    out: (line) => void stdout.write(`${line}\n`),
    err: (line) => void stderr.write(`${line}\n`),
    color: stdout.isTTY && (env['NO_COLOR'] ?? '') === '',
    onSignal(name, listener) {
      process.on(name, listener)
      return () => void process.off(name, listener)
    },
    exit: (code) => process.exit(code),
  }
}

/** Styles a text where the terminal shows styles. */
export function style(
  terminal: Terminal,
  format: Parameters<typeof styleText>[0],
  text: string,
): string {
  return terminal.color ? styleText(format, text, { validateStream: false }) : text
}

/** Rows as aligned columns. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>(
    (sofar, row) => row.map((cell, index) => Math.max(sofar[index] ?? 0, cell.length)),
    [],
  )
  return rows
    .map((row) =>
      row
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
