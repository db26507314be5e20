import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

import { createRouter, type Router } from '@signalbox/router'
import {
  decodeArtifact,
  evaluateRouter,
  examplesOf,
  type Examples,
  type Label,
  type QualityModel,
} from '@signalbox/router/learned'

import { InputFileError } from '../cli/input-file.ts'
import type { Terminal } from '../cli/terminal.ts'
import { didYouMean } from '../config/edit-distance.ts'
import { loadConfig } from '../config/load-config.ts'
import { createServerCatalog, routerCatalogOf } from '../routing/server-catalog.ts'
import { readLabels } from './label-files.ts'
import { tokenPricer } from './price-of-tokens.ts'
import { reportText } from './report-text.ts'

/** What `signalbox router eval` was told. */
export interface EvalOptions {
  readonly config?: string | undefined
  readonly artifact?: string | undefined
  /** A policy of the configuration, taken as the one in force. */
  readonly policy?: string | undefined
  readonly pair?: string | undefined
  readonly seed: string
  readonly json?: true | undefined
}

/** `signalbox router eval`: 0 when the gate passes, 1 when it refuses. */
export async function evaluate(
  file: string,
  options: EvalOptions,
  terminal: Terminal,
): Promise<number> {
  const labels = readLabels(file, terminal.cwd)
  const examples = examplesOf(labels, { price: tokenPricer() })
  const report = evaluateRouter(examples, {
    seed: Number(options.seed),
    model: await artifactOf(options.artifact, terminal),
    current: await currentChoice(labels, examples, options, terminal),
    pair: pairOf(options.pair, examples),
  })
  terminal.out(options.json === true ? JSON.stringify(report) : reportText(report))
  return report.gate.pass ? 0 : 1
}

async function artifactOf(
  file: string | undefined,
  { cwd }: Terminal,
): Promise<QualityModel | undefined> {
  if (file === undefined) return undefined
  try {
    return (await decodeArtifact(readFileSync(resolve(cwd, file)))).model
  } catch (error) {
    throw new InputFileError(`${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** What a policy would choose for each prompt, with everybody well. */
async function currentChoice(
  labels: readonly Label[],
  { models }: Examples,
  { policy, config: file }: EvalOptions,
  { env, cwd }: Terminal,
): Promise<Uint8Array | undefined> {
  if (policy === undefined) return undefined
  const { config } = await loadConfig(file, env, { cwd })
  if (config.policies?.[policy] === undefined)
    throw new InputFileError(
      `there is no policy "${policy}" in the configuration${didYouMean(policy, Object.keys(config.policies ?? {}))}.`,
    )
  const prices = createServerCatalog(config)
  const router = createRouter({
    catalog: routerCatalogOf(() => prices),
    policies: config.policies,
    targets: models.map((id) => {
      const at = id.indexOf('/')
      return { id, provider: id.slice(0, at), model: id.slice(at + 1) }
    }),
  })
  return Uint8Array.from(labels, (each) =>
    Math.max(0, models.indexOf(chosen(router, each, policy))),
  )
}

function chosen(router: Router, { prompt, task, language, id }: Label, policy: string): string {
  const { ranked } = router.decide(
    {
      id,
      kind: 'chat',
      model: 'auto',
      text: prompt,
      inputTokens: Math.ceil((prompt?.length ?? 0) / 4),
      meta: { task, language },
    },
    { policy, record: false },
  )
  return ranked[0]?.deployment ?? ''
}

function pairOf(
  pair: string | undefined,
  { models }: Examples,
): readonly [string, string] | undefined {
  if (pair === undefined) return undefined
  const [weak = '', strong = ''] = pair.split(',')
  for (const name of [weak, strong])
    if (!models.includes(name))
      throw new InputFileError(`no label speaks of "${name}"; there are ${models.join(', ')}.`)
  return [weak, strong]
}
