#!/usr/bin/env node
import { runCommand } from './cli/program.ts'
import { processTerminal } from './cli/terminal.ts'

process.exitCode = await runCommand(process.argv.slice(2), {
  terminal: processTerminal(),
  async start(options) {
    const { startServer } = await import('./start.ts')
    return startServer(options)
  },
})
