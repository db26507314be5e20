import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, loadavg, release } from 'node:os'
import { join } from 'node:path'

/** Where the numbers come from: without it they say nothing. */
export function machine(): string {
  const core = join(import.meta.dirname, '../../../packages/core')
  const undici = readFileSync(join(core, 'node_modules/undici/package.json'), 'utf8')
  const { version } = JSON.parse(undici) as { version: string }
  const [cpu] = cpus()
  const commit = output('git', ['rev-parse', '--short', 'HEAD']) || 'unknown'
  const nginx = /nginx\/[\d.]+/.exec(output('nginx', ['-v']))?.[0] ?? 'no nginx'
  return [
    `${String(cpus().length)} cores (${cpu?.model.trim() ?? 'unknown'}), Linux ${release()}`,
    `Node ${process.version}, undici ${version}, ${nginx}, commit ${commit}`,
  ].join('\n')
}

/** Load averages; far above 1 the ratios are worth little. */
export function loadOfMachine(): string {
  return loadavg()
    .map((value) => value.toFixed(1))
    .join(' ')
}

function output(command: string, args: readonly string[]): string {
  const { stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  return `${stdout ?? ''}${stderr ?? ''}`.trim()
}
