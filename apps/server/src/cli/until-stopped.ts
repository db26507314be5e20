import type { Terminal } from './terminal.ts'

/** Waits for SIGTERM or SIGINT, drains, and answers 0; a second signal ends the program at once. */
export async function untilStopped(
  terminal: Terminal,
  close: () => Promise<void>,
): Promise<number> {
  await new Promise<void>((resolve) => {
    let isStopping = false
    const stop = (): void => {
      if (isStopping) terminal.exit(1)
      isStopping = true
      resolve()
    }
    terminal.onSignal('SIGTERM', stop)
    terminal.onSignal('SIGINT', stop)
  })
  await close()
  // What an idle socket or timer still holds open must not keep the program alive.
  setTimeout(() => terminal.exit(0), 1000).unref()
  return 0
}
