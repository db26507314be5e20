#!/usr/bin/env node
import { runCommand } from './cli/program.ts'
import { processTerminal } from './cli/terminal.ts'

const terminal = processTerminal()
process.exitCode = await (process.env['SIGNALBOX_WORKER'] === undefined
  ? runCommand(process.argv.slice(2), { terminal, start, startGroup })
  : work())

async function start(options: Parameters<typeof import('./start.ts').startServer>[0]) {
  const { startServer } = await import('./start.ts')
  return startServer(options)
}

async function startGroup(...given: Parameters<typeof import('./workers/run-group.ts').runGroup>) {
  const { runGroup } = await import('./workers/run-group.ts')
  return runGroup(...given)
}

/** This process is one of several that another one has started. */
async function work(): Promise<never> {
  const { runWorker } = await import('./workers/run-worker.ts')
  const code = await runWorker(terminal)
  process.exit(code)
}
