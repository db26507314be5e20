/* A million rows, then the questions of the boards: `node src/request-log.ts [rows]`. */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { requestLogBench } from '@signalbox/server/request-log-bench'

const rows = Number(process.argv[2] ?? 1_000_000)
const folder = mkdtempSync(join(tmpdir(), 'request-log-bench-'))
try {
  const file = join(folder, 'requests.db')
  const { writeMs, questions } = requestLogBench(file, rows)
  const megabytes = (statSync(file).size / 1e6).toFixed(0)
  console.log(`${String(rows)} rows written in ${(writeMs / 1000).toFixed(1)} s, ${megabytes} MB`)
  for (const { name, p50, p95, cpu } of questions)
    console.log(
      `${name.padEnd(44)} p50 ${p50.toFixed(1)} ms  p95 ${p95.toFixed(1)} ms  processor ${cpu.toFixed(1)} ms`,
    )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
