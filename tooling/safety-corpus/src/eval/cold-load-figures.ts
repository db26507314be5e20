import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import type { Figure } from './figure.ts'

const runs = 7

/** Goal D2: what a new process pays before its first scan, in processor time, so that a busy machine counts less. */
export async function coldLoadFigures(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'cold-load-'))
  try {
    const bare = await milliseconds({ NODE_DISABLE_COMPILE_CACHE: '1' })
    await milliseconds({ NODE_COMPILE_CACHE: folder }, 1)
    const cached = await milliseconds({ NODE_COMPILE_CACHE: folder })
    return [
      figure('package from source and its default detectors, CPU', bare),
      figure('the same with a warm compile cache', cached),
    ]
  } finally {
    await rm(folder, { recursive: true })
  }
}

function figure(what: string, ms: number): Figure {
  return { goal: 'D2', what, figure: `${ms.toFixed(0)} ms`, n: runs }
}

const program = `
const before = process.cpuUsage()
const { defaultDetectors } = await import('${import.meta.resolve('@signalbox/safety')}')
defaultDetectors()
const { user, system } = process.cpuUsage(before)
process.stdout.write(String((user + system) / 1000))
`

/** The least of several processes. */
async function milliseconds(env: NodeJS.ProcessEnv, times = runs): Promise<number> {
  let least = Infinity
  for (let run = 0; run < times; run++) {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '--eval', program],
      { env: { ...process.env, ...env } },
    )
    least = Math.min(least, Number(stdout))
  }
  return least
}
