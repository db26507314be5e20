import type { Command } from 'commander'

import type { Terminal } from '../../cli/terminal.ts'
import type { ScanCommandOptions } from './scan-command.ts'
import type { StreamCommandOptions } from './stream-command.ts'

/** `signalbox safety scan|stream`: rules on texts from standard input, without a gateway. */
export function safetyCommands(
  program: Command,
  terminal: Terminal,
  done: (code: number) => void,
  input: () => AsyncIterable<Uint8Array> = () => process.stdin,
): void {
  const safety = program.command('safety').description('try safety rules on texts')
  withPolicy(safety.command('scan').description('one answer per line of JSON'))
    .option('--jsonl', 'lines of JSON in and out (the only form there is)')
    .option('--offsets <unit>', 'utf16 (default) or codepoint')
    .option('--reveal', 'show what tokens stand for')
    .option('--fail-on <action>', 'exit code 1 when a line calls for this action or a stronger one')
    .option('--jobs <count>', 'lines at a time')
    .action(async (options: ScanCommandOptions) => {
      // Detectors and their data are loaded for this command alone.
      const { scanCommand } = await import('./scan-command.ts')
      done(await scanCommand(options, input(), terminal))
    })
  withPolicy(safety.command('stream').description('texts in pieces, as answers arrive'))
    .option(
      '--split <plan>',
      'read lines as scan does and cut them: N, random:SEED:MIN-MAX, bytes:N',
    )
    .option('--wire <dialect>', 'bytes are a provider’s answer on this wire')
    .option('--verify', 'compare with the whole text; exit code 1 when it differs')
    .action(async (options: StreamCommandOptions) => {
      const { streamCommand } = await import('./stream-command.ts')
      done(await streamCommand(options, input(), terminal))
    })
}

function withPolicy(command: Command): Command {
  return command
    .option('--policy <file>', 'a policy, or a file with a safety section')
    .option('--policy-id <id>', 'which policy of the file')
    .option('--preset <name>', 'off, observe, standard (default) or strict')
    .option('--detect <list>', 'these detectors in place of the policy’s rules')
    .option('--action <action>', 'what --detect does; default flag')
    .option('--types <list>', 'only these types, or ALL')
    .option('--min-score <score>', 'from 0 to 1')
    .option('--profile <name>', 'monitor, balanced or strict')
    .option('--timing', 'microseconds of each line')
    .option('--max-line-bytes <bytes>', 'the longest line; default 8 MiB')
}
