import { Command, CommanderError, InvalidArgumentError } from 'commander'

import { ConfigError } from '../config/config-error.ts'
import { didYouMean } from '../config/edit-distance.ts'
import { learnedCommands } from '../learned/commands.ts'
import { operationsCommands } from '../operations/commands.ts'
import { safetyCommands } from '../safety/cli/commands.ts'
import { keysCommands } from '../tenants/keys-command.ts'
import type { ExplainOptions } from './explain.ts'
import { InputFileError } from './input-file.ts'
import type { DiffOptions } from './router-diff.ts'
import type { Terminal } from './terminal.ts'
import type { StartServer } from './up.ts'
import { version } from './version.ts'

/** Runs a gateway of several processes until a signal. */
export type StartGroup = (
  flags: { config?: string; port?: number; host?: string; workers: number },
  terminal: Terminal,
) => Promise<number>

export interface ProgramOptions {
  readonly terminal: Terminal
  /** Loads the server when it is needed: `check` need not wait for it. */
  readonly start: StartServer
  /** The same with several processes. */
  readonly startGroup?: StartGroup | undefined
}

/** Runs one command line, whose code is loaded then. Exit codes: 0 well, 1 the answer is no, 2 usage. */
export async function runCommand(
  args: readonly string[],
  { terminal, start, startGroup }: ProgramOptions,
): Promise<number> {
  let code = 0
  const done = (result: number): void => {
    code = result
  }
  const program = createProgram({ terminal, start, startGroup }, done)
  try {
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (error instanceof InputFileError) {
      terminal.err(error.message)
      return 2
    }
    if (!(error instanceof ConfigError)) throw error
    terminal.err(error.message)
    return 1
  }
  return code
}

function createProgram(
  { terminal, start, startGroup }: ProgramOptions,
  done: (code: number) => void,
): Command {
  const program = new Command('signalbox')
    .description('An LLM gateway: one address for every provider.')
    .version(version(), '-v, --version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd()),
    })
    .showHelpAfterError('(signalbox --help lists the commands)')

  withConfig(program.command('up', { isDefault: true }).description('start the gateway (default)'))
    .option('--port <port>', 'port to listen on', portNumber)
    .option('--host <address>', 'address to listen on')
    .option('--workers <number>', 'processes that share the address', workersNumber, 1)
    .allowExcessArguments()
    .action(async (options: Parameters<StartGroup>[0], command: Command) => {
      const [unknown] = command.args
      if (unknown !== undefined) command.error(unknownCommand(unknown, program), { exitCode: 2 })
      if (options.workers > 1 && startGroup !== undefined)
        return done(await startGroup(options, terminal))
      const { up } = await import('./up.ts')
      done(await up(options, terminal, start))
    })
  program
    .command('init')
    .description('write a signalbox.yaml to start from')
    .action(async () => {
      const { init } = await import('./init.ts')
      done(init(terminal))
    })
  program
    .command('check')
    .description('check a configuration; exit code 1 when it is refused')
    .argument('[file]', 'the file, else the one that `up` would use')
    .option('--json', 'print JSON')
    .option('--strict', 'warnings refuse it too')
    .action(async (file: string | undefined, options: { json?: true; strict?: true }) => {
      const { check } = await import('./check.ts')
      done(await check(file, options, terminal))
    })
  withConfig(program.command('models').description('list the models that clients may name'))
    .option('--prices', 'what each costs, and who says so')
    .option('--json', 'print JSON')
    .action(async (options: { config?: string; json?: true; prices?: true }) => {
      const { models } = await import('./models.ts')
      done(await models(options, terminal))
    })
  withConfig(
    program.command('explain').description('say where requests would go and why; calls nobody'),
  )
    .argument('[text]', 'what a user would write')
    .option('-m, --model <model>', 'the model the client would send')
    .option('-f, --file <file>', 'a request as JSON, or one per line')
    .option('--policy <name>', 'under another policy')
    .option('--json', 'print JSON')
    .action(async (text: string | undefined, options: ExplainOptions, command: Command) => {
      if (text === undefined && options.file === undefined)
        command.error('error: give a text, or a file with -f', { exitCode: 2 })
      const { explain } = await import('./explain.ts')
      done(await explain(text, options, terminal))
    })
  program
    .command('simulate')
    .description('run the simulated providers alone')
    .requiredOption('--port <port>', 'port to listen on, 0 takes a free one', portNumber)
    .option('--seed <seed>', 'the same seed gives the same answers', '1')
    .option('--strict', 'refuse what the real APIs refuse')
    .action(async (options: { port: number; seed: string; strict?: true }) => {
      const { runSimulator } = await import('./simulate.ts')
      done(await runSimulator(options, terminal))
    })
  const router = program.command('router').description('learn which model is good at what')
  learnedCommands(router, terminal, done)
  safetyCommands(program, terminal, done)
  operationsCommands(program, terminal, done)
  withConfig(
    router.command('diff').description('decide a log of requests again under two policies'),
  )
    .argument('<decisions>', 'lines of GET /admin/v1/decisions, or requests, one per line')
    .option('-m, --model <model>', 'for lines that name none')
    .requiredOption(
      '--policy <name...>',
      'one: against the policy in force; two: against each other',
    )
    .option('--labels <file>', 'judge by the scores of `router label` in place of the tables')
    .option('--json', 'print JSON lines')
    .action(async (file: string, options: DiffOptions) => {
      const { routerDiff } = await import('./router-diff.ts')
      done(await routerDiff(file, options, terminal))
    })
  const keys = program.command('keys').description('keys of tenants')
  keysCommands(keys, terminal, done)
  const config = program.command('config').description('look at the configuration')
  withConfig(config.command('print').description('every value and where it comes from'))
    .option('--json', 'print JSON')
    .action(async (options: { config?: string; json?: true }) => {
      const { configPrint } = await import('./config-print.ts')
      done(await configPrint(options, terminal))
    })
  program
    .command('version')
    .description('print the version')
    .action(() => terminal.out(version()))
  return program
}

/** Whatever is no command reaches the default one as an argument. */
function unknownCommand(word: string, program: Command): string {
  const names = program.commands.map((command) => command.name())
  return `error: unknown command "${word}"${didYouMean(word, names)}`
}

function withConfig(command: Command): Command {
  return command.option('-c, --config <file>', 'configuration file')
}

function portNumber(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new InvalidArgumentError('It must be a number from 0 to 65535.')
  return Number(text)
}

function workersNumber(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text))
    throw new InvalidArgumentError('It must be a number from 1 to 999.')
  return Number(text)
}
