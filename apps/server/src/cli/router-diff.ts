import { GatewayError } from '@signalbox/core'
import type { RankedCandidate } from '@signalbox/router'

import type { Config } from '../config/config.ts'
import { loadConfig } from '../config/load-config.ts'
import { readLabels } from '../learned/label-files.ts'
import { answerQuestion } from '../routing/answer-question.ts'
import type { RouteQuestion } from '../routing/route-question.ts'
import type { RoutingPart } from '../routing/routing-part.ts'
import { diffLine, diffSummary, money, type Judged, type Pair } from './diff-report.ts'
import { InputFileError } from './input-file.ts'
import { loggedQuestion } from './logged-question.ts'
import { offlineRouting } from './offline-routing.ts'
import { readQuestions } from './read-questions.ts'
import type { Terminal } from './terminal.ts'

/** What `signalbox router diff` was told; with one policy the other is the one in force. */
export interface DiffOptions {
  readonly config?: string
  /** For lines that name none. */
  readonly model?: string
  readonly policy: readonly string[]
  /** Scores by which the answers are judged. */
  readonly labels?: string
  readonly json?: boolean
}

/** `signalbox router diff`: decides a log of requests again under two policies; 0 however many differ. */
export async function routerDiff(
  file: string,
  options: DiffOptions,
  { env, cwd, out, err }: Terminal,
): Promise<number> {
  const { config } = await loadConfig(options.config, env, { cwd })
  let pairs: readonly Pair[]
  try {
    pairs = pairsOf(file, options, { config, cwd })
  } catch (error) {
    if (!GatewayError.is(error) && !(error instanceof InputFileError)) throw error
    err(error.message)
    return 1
  }
  const changed = pairs.filter(({ from, to }) => from?.target !== to?.target)
  const summary = diffSummary(pairs, changed.length)
  if (options.json === true) {
    for (const pair of changed) out(JSON.stringify(diffLine(pair)))
    out(JSON.stringify(summary))
    return 0
  }
  for (const pair of changed) {
    const { id, from, to, why } = diffLine(pair)
    out(`${id}  ${from ?? 'nobody'} -> ${to ?? 'nobody'}  ${why}`)
  }
  out(summaryText(summary, changed.length))
  return 0
}

function pairsOf(
  file: string,
  options: DiffOptions,
  { config, cwd }: { readonly config: Config; readonly cwd: string },
): readonly Pair[] {
  const { model, policy } = options
  const [one, other] = policy.length > 1 ? policy : [undefined, policy[0]]
  const judge = judgeOf(options.labels, cwd)
  const part = offlineRouting(config)
  return readQuestions(file, cwd).map((line, i) => {
    const id = typeof line['id'] === 'string' ? line['id'] : `line-${String(i + 1)}`
    const question = loggedQuestion(model === undefined ? line : { model, ...line }, part, id)
    const under = (name: string | undefined) =>
      judge(id, first(part, config, { ...question, policy: name }))
    return { id, from: under(one), to: under(other) }
  })
}

function first(
  part: RoutingPart,
  config: Config,
  question: RouteQuestion,
): RankedCandidate | undefined {
  return answerQuestion(part, config, question).decision.ranked[0]
}

/** By what is expected, or, where labels are given, by what is known of that request and that model. */
function judgeOf(
  file: string | undefined,
  cwd: string,
): (id: string, candidate: RankedCandidate | undefined) => Judged | undefined {
  const labels =
    file === undefined
      ? undefined
      : new Map(readLabels(file, cwd).map((label) => [label.id, label]))
  return (id, candidate) => {
    if (candidate === undefined) return undefined
    const { deployment: target, estimate } = candidate
    const { usd, ttftMs, quality } = estimate
    if (labels === undefined) return { target, usd, ttftMs, quality }
    const label = labels.get(id)
    return {
      target,
      usd: label?.costs?.[target] ?? usd,
      ttftMs,
      quality: label?.scores[target] ?? NaN,
    }
  }
}

function summaryText(
  { n, usd, quality, ttftMs, judged }: ReturnType<typeof diffSummary>,
  changed: number,
): string {
  const whose = judged === n ? '' : ` of ${String(judged)} with labels`
  return (
    `${String(changed)} of ${String(n)} go elsewhere; ${usd.map(money).join(' -> ')}, ` +
    `quality${whose} ${quality.map((each) => each.toFixed(2)).join(' -> ')}, ` +
    `first token ${ttftMs.map((each) => String(Math.round(each))).join(' -> ')} ms`
  )
}
