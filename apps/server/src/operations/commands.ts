import type { Command } from 'commander'

import type { Terminal } from '../cli/terminal.ts'
import type { BenchOptions } from './bench-command.ts'
import type { DoctorOptions } from './doctor-command.ts'
import type { LogsOptions } from './logs-command.ts'
import type { MigrateOptions } from './migrate-command.ts'

/** Adds `doctor`, `migrate`, `logs` and `bench`; what they need is loaded when they run. */
export function operationsCommands(
  program: Command,
  terminal: Terminal,
  done: (code: number) => void,
): void {
  common(
    program.command('doctor').description('look for what is wrong; exit code 1 when something is'),
  )
    .option('--offline', 'ask no provider')
    .action(async (options: DoctorOptions) => {
      const { doctor } = await import('./doctor-command.ts')
      done(await doctor(options, terminal))
    })
  common(program.command('migrate').description("bring the store's schema up to date"))
    .option('--check', 'change nothing; exit code 1 when something is missing')
    .action(async (options: MigrateOptions) => {
      const { migrate } = await import('./migrate-command.ts')
      done(await migrate(options, terminal))
    })
  common(program.command('logs').description('the last requests of a running gateway'))
    .option('-f, --follow', 'show requests as they come, until a signal')
    .option('--url <url>', 'another gateway than the one of the configuration')
    .option('--limit <count>', 'at most so many, without -f', '50')
    .option('--provider <name>', 'only of this provider')
    .option('--model <name>', 'only of this model')
    .option('--tenant <name>', 'only of this tenant')
    .option('--route <name>', 'only of this route')
    .option('--errors', 'only what failed')
    .action(async (options: LogsOptions) => {
      const { logs } = await import('./logs-command.ts')
      done(await logs(options, terminal))
    })
  program
    .command('bench')
    .description('measure what this gateway adds, against simulated providers')
    .option('--requests <count>', 'of each kind', '2000')
    .option('--concurrency <count>', 'requests at once', '8')
    .option('--json', 'print JSON')
    .action(async (options: BenchOptions) => {
      const { bench } = await import('./bench-command.ts')
      done(await bench(options, terminal))
    })
}

function common(command: Command): Command {
  return command.option('-c, --config <file>', 'configuration file').option('--json', 'print JSON')
}
