import { GatewayError, isJsonObject, type JsonObject } from '@signalbox/core'
import type { Decision, RankedCandidate, RouteRequest } from '@signalbox/router'

import type { Config } from '../config/config.ts'
import { loadConfig } from '../config/load-config.ts'
import { answerQuestion } from '../routing/answer-question.ts'
import { readQuestion, type RouteQuestion } from '../routing/route-question.ts'
import type { RoutingPart } from '../routing/routing-part.ts'
import { offlineRouting } from './offline-routing.ts'
import { QuestionFileError, readQuestions } from './read-questions.ts'
import type { Terminal } from './terminal.ts'

/** What `signalbox router diff` was told; with one policy the other is the one in force. */
export interface DiffOptions {
  readonly config?: string
  /** For lines that name none. */
  readonly model?: string
  readonly policy: readonly string[]
  readonly json?: boolean
}

interface Pair {
  readonly id: string
  readonly from: RankedCandidate | undefined
  readonly to: RankedCandidate | undefined
}

/** `signalbox router diff`: decides a log of requests again under two policies; 0 however many differ. */
export async function routerDiff(
  file: string,
  options: DiffOptions,
  { env, cwd, out, err }: Terminal,
): Promise<number> {
  const { config } = await loadConfig(options.config, env, { cwd })
  const [one, other] = options.policy.length > 1 ? options.policy : [undefined, options.policy[0]]
  let pairs: readonly Pair[]
  try {
    const part = offlineRouting(config)
    pairs = readQuestions(file, cwd).map((line, i) => {
      const id = typeof line['id'] === 'string' ? line['id'] : `line-${String(i + 1)}`
      const named = options.model === undefined ? line : { model: options.model, ...line }
      const question = questionOf(named, part, id)
      return {
        id,
        from: first(part, config, { ...question, policy: one }),
        to: first(part, config, { ...question, policy: other }),
      }
    })
  } catch (error) {
    if (!GatewayError.is(error) && !(error instanceof QuestionFileError)) throw error
    err(error.message)
    return 1
  }
  const changed = pairs.filter(({ from, to }) => from?.deployment !== to?.deployment)
  const summary = summaryOf(pairs, changed.length)
  if (options.json === true) {
    for (const pair of changed) out(JSON.stringify(lineOf(pair)))
    out(JSON.stringify(summary))
    return 0
  }
  for (const pair of changed) {
    const { id, from, to, why } = lineOf(pair)
    out(`${id}  ${from ?? 'nobody'} -> ${to ?? 'nobody'}  ${why}`)
  }
  const [usdFrom, usdTo] = summary.usd
  out(
    `${String(changed.length)} of ${String(pairs.length)} go elsewhere; ${money(usdFrom)} -> ${money(usdTo)}, ` +
      `quality ${summary.quality.map((each) => each.toFixed(2)).join(' -> ')}, ` +
      `first token ${summary.ttftMs.map((each) => String(Math.round(each))).join(' -> ')} ms`,
  )
  return 0
}

/** A line of the decision log, or the body of a request. */
function questionOf(line: JsonObject, { resolve }: RoutingPart, id: string): RouteQuestion {
  const { request } = line
  if (!isJsonObject(request)) return readQuestion(line, { resolve, id })
  const { model, kind, inputTokens } = request
  if (typeof model !== 'string' || typeof kind !== 'string' || typeof inputTokens !== 'number')
    throw new QuestionFileError(`${id}: "request" needs model, kind and inputTokens.`)
  const logged = request as unknown as RouteRequest
  const { hints } = logged
  return { request: { ...logged, id, asked: resolve({ model, hints, wire: 'openai-chat' }) } }
}

function first(
  part: RoutingPart,
  config: Config,
  question: RouteQuestion,
): Decision['ranked'][number] | undefined {
  return answerQuestion(part, config, question).decision.ranked[0]
}

function lineOf({ id, from, to }: Pair) {
  const deltaUsd = (to?.estimate.usd ?? 0) - (from?.estimate.usd ?? 0)
  const deltaQuality = (to?.estimate.quality ?? 0) - (from?.estimate.quality ?? 0)
  const why =
    to === undefined
      ? 'nobody may answer any more'
      : `quality ${to.estimate.quality.toFixed(2)} for ${money(Math.abs(deltaUsd))} ${deltaUsd < 0 ? 'less' : 'more'}`
  return {
    id,
    from: from?.deployment ?? null,
    to: to?.deployment ?? null,
    why,
    deltaUsd,
    deltaQuality,
  }
}

function summaryOf(pairs: readonly Pair[], changed: number) {
  const both = (of: (candidate: RankedCandidate) => number): readonly [number, number] => {
    const sum = (side: 'from' | 'to') =>
      pairs.reduce((total, { [side]: candidate }) => {
        const value = candidate === undefined ? 0 : of(candidate)
        return total + (Number.isFinite(value) ? value : 0)
      }, 0)
    return [sum('from'), sum('to')]
  }
  const n = pairs.length
  const mean = ([one, other]: readonly [number, number]): readonly [number, number] =>
    n === 0 ? [0, 0] : [one / n, other / n]
  return {
    summary: true,
    n,
    changed: n === 0 ? 0 : changed / n,
    usd: both(({ estimate }) => estimate.usd),
    quality: mean(both(({ estimate }) => estimate.quality)),
    ttftMs: mean(both(({ estimate }) => estimate.ttftMs)),
  }
}

function money(usd: number): string {
  return `$${usd.toFixed(usd < 0.01 ? 6 : 4)}`
}
