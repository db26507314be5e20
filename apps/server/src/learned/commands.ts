import type { Command } from 'commander'

import type { Terminal } from '../cli/terminal.ts'
import type { EvalOptions } from './eval-command.ts'
import type { FitCommandOptions } from './fit-command.ts'
import type { LabelOptions } from './label-command.ts'

/** Adds `router label`, `router fit` and `router eval`; what they need is loaded when they run. */
export function learnedCommands(
  router: Command,
  terminal: Terminal,
  done: (code: number) => void,
): void {
  router
    .command('label')
    .description('gather scores of prompts into one file of labels')
    .option('--from <file...>', 'files of scores, one JSON object per line')
    .option('--log [from..to]', 'what was graded in the request log of a running gateway')
    .option('--metric <name>', 'the feedback that is the score, from 0 to 1', 'score')
    .requiredOption('--out <file>', 'where the labels go')
    .option('--hash-only', 'keep features in place of texts')
    .option('-c, --config <file>', 'configuration file, with --log')
    .option('--url <url>', 'another gateway than the one of the configuration')
    .option('--json', 'print JSON')
    .action(async (options: LabelOptions, command: Command) => {
      if (options.from === undefined && options.log === undefined)
        command.error('error: give files with --from, or --log', { exitCode: 2 })
      const { label } = await import('./label-command.ts')
      done(await label(options, terminal))
    })
  router
    .command('fit')
    .description('fit a quality model to labels, and say whether it may be used')
    .argument('<labels>', 'a file of `router label`')
    .requiredOption('--out <file>', 'where the model goes')
    .option('--table <file>', 'write the task means as a policy’s quality table')
    .option('--no-knn', 'leave neighbours out of the model')
    .option('--seed <seed>', 'the same seed and labels give the same bytes', '1')
    .option('--json', 'print JSON')
    .action(async (file: string, options: FitCommandOptions) => {
      const { fit } = await import('./fit-command.ts')
      done(await fit(file, options, terminal))
    })
  router
    .command('eval')
    .description(
      'compare learned routing with what it must beat; exit code 1 when the gate refuses',
    )
    .argument('<labels>', 'a file of `router label`')
    .option('-c, --config <file>', 'configuration file')
    .option('--artifact <file>', 'a fitted model; without it, five folds are fitted')
    .option('--policy <name>', 'the policy in force')
    .option('--pair <weak,strong>', 'two models for APGR')
    .option('--seed <seed>', 'of fits and resampling', '1')
    .option('--json', 'print JSON')
    .action(async (file: string, options: EvalOptions) => {
      const { evaluate } = await import('./eval-command.ts')
      done(await evaluate(file, options, terminal))
    })
}
