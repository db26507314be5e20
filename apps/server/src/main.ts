#!/usr/bin/env node
import { enableCompileCache } from 'node:module'
import { dirname } from 'node:path'

// Before anything of ours is loaded: a second start reads what the first one compiled.
const { directory } = enableCompileCache()
// Threads and processes that are started from here look for it in the environment.
if (directory !== undefined) process.env['NODE_COMPILE_CACHE'] ??= dirname(directory)
const { processTerminal } = await import('./cli/terminal.ts')
const terminal = processTerminal()
process.exitCode = await (process.env['SIGNALBOX_WORKER'] === undefined ? command() : work())

async function command(): Promise<number> {
  const { runCommand } = await import('./cli/program.ts')
  return runCommand(process.argv.slice(2), { terminal, start, startGroup })
}

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
