import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'

import {
  encodeArtifact,
  evaluateRouter,
  examplesOf,
  fitQuality,
  type QualityModel,
} from '@signalbox/router/learned'
import { stringify } from 'yaml'

import type { Terminal } from '../cli/terminal.ts'
import { readLabels } from './label-files.ts'
import { tokenPricer } from './price-of-tokens.ts'
import { reportText } from './report-text.ts'

/** What `signalbox router fit` was told. */
export interface FitCommandOptions {
  readonly out: string
  readonly table?: string | undefined
  readonly knn: boolean
  readonly seed: string
  readonly json?: true | undefined
}

/** `signalbox router fit`: an artifact, with the verdict of the gate in its header. */
export async function fit(
  file: string,
  { out, table, knn, seed, json }: FitCommandOptions,
  terminal: Terminal,
): Promise<number> {
  const labels = readLabels(file, terminal.cwd)
  const examples = examplesOf(labels, { price: tokenPricer(), now: latest(labels) })
  const options = { seed: Number(seed), neighbours: knn }
  const report = evaluateRouter(examples, options)
  const model = fitQuality(examples, options)
  const bytes = await encodeArtifact({
    model,
    header: {
      format: 'router-model/2',
      models: model.models,
      tasks: [...model.table.tasks.keys()],
      mixture: model.mixture,
      dimensions: model.lowRank.dimensions,
      k: model.k,
      n: labels.length,
      data: createHash('sha256').update(JSON.stringify(labels)).digest('hex'),
      gate: { pass: report.gate.pass, reason: report.gate.reason },
    },
  })
  writeFileSync(resolve(terminal.cwd, out), bytes)
  if (table !== undefined) writeFileSync(resolve(terminal.cwd, table), tableText(model))
  terminal.out(json === true ? JSON.stringify(report) : reportText(report))
  if (json !== true) terminal.out(`${out}: ${String(bytes.length)} bytes`)
  return 0
}

/** Labels age against the newest of them, so that the same file gives the same bytes on any day. */
function latest(labels: readonly { readonly ts?: string | undefined }[]): number | undefined {
  const times = labels.flatMap(({ ts }) => (ts === undefined ? [] : [Date.parse(ts)]))
  return times.length === 0 ? undefined : Math.max(...times)
}

function tableText({ models, table }: QualityModel): string {
  const row = (means: Float64Array) =>
    Object.fromEntries(models.map((name, m) => [name, Math.round(1000 * (means[m] ?? 0)) / 1000]))
  const tasks = [...table.tasks].map(([task, means]) => [task, row(means)])
  return stringify({ quality: { default: row(table.means), ...Object.fromEntries(tasks) } })
}
