import { GatewayError, type JsonObject } from '@signalbox/core'
import { PolicyError, type Explanation, type RankedCandidate } from '@signalbox/router'

import type { Config } from '../config/config.ts'
import { loadConfig } from '../config/load-config.ts'
import { answerQuestion } from '../routing/answer-question.ts'
import { decisionJson } from '../routing/decision-json.ts'
import { readQuestion } from '../routing/route-question.ts'
import { InputFileError } from './input-file.ts'
import { offlineRouting } from './offline-routing.ts'
import { readQuestions } from './read-questions.ts'
import { style, table, type Terminal } from './terminal.ts'

/** What `signalbox explain` was told. */
export interface ExplainOptions {
  readonly config?: string
  readonly model?: string
  readonly file?: string
  readonly policy?: string
  readonly json?: boolean
}

interface Asked {
  readonly body: JsonObject
  readonly explanation: Explanation
}

/** `signalbox explain`: where requests would go, and why; 1 when somebody would get no answer. */
export async function explain(
  text: string | undefined,
  options: ExplainOptions,
  terminal: Terminal,
): Promise<number> {
  const { env, cwd, out, err } = terminal
  const { config } = await loadConfig(options.config, env, { cwd })
  let asked: readonly Asked[]
  try {
    const bodies =
      options.file === undefined ? [{ text: text ?? '' }] : readQuestions(options.file, cwd)
    asked = explained(config, bodies, options)
  } catch (error) {
    const isTold = GatewayError.is(error) || error instanceof InputFileError
    if (!isTold && !(error instanceof PolicyError)) throw error
    err(error.message)
    return 1
  }
  const isAnswered = asked.every(({ explanation }) => explanation.decision.ranked.length > 0)
  if (options.json === true) {
    const shown = asked.map(({ explanation }) => decisionJson(explanation))
    out(JSON.stringify(options.file === undefined ? shown[0] : { decisions: shown }, null, 2))
  } else if (asked.length === 1) one(asked[0]?.explanation, terminal)
  else out(many(asked))
  return isAnswered ? 0 : 1
}

function explained(
  config: Config,
  bodies: readonly JsonObject[],
  { model, policy }: ExplainOptions,
): readonly Asked[] {
  const part = offlineRouting(config)
  return bodies.map((body, i) => {
    const named = { ...(model === undefined ? {} : { model }), ...body }
    const id = typeof body['id'] === 'string' ? body['id'] : `prompt-${String(i + 1)}`
    const question = readQuestion(named, { resolve: part.resolve, id })
    const asked = policy === undefined ? question : { ...question, policy }
    return { body, explanation: answerQuestion(part, config, asked) }
  })
}

function one(explanation: Explanation | undefined, terminal: Terminal): void {
  if (explanation === undefined) return
  const { decision, summary, candidates } = explanation
  terminal.out(style(terminal, 'bold', summary))
  if (decision.ranked.length > 0)
    terminal.out(`\n${table([['', 'TARGET', ...termNames, 'FLAGS'], ...decision.ranked.map(row)])}`)
  terminal.out(`\n${candidates.map(({ sentence }) => `- ${sentence}`).join('\n')}`)
  terminal.out(
    `\npolicy ${decision.policy} ${decision.policyVersion}, prices ${decision.catalogVersion}`,
  )
}

const termNames = ['USD', 'FIRST TOKEN', 'QUALITY', 'COST', 'TIME', 'ERRORS', 'WORTH', 'SUM']

function row(candidate: RankedCandidate, place: number): readonly string[] {
  const { deployment, estimate, terms, utility, flags } = candidate
  return [
    String(place + 1),
    deployment,
    amount(estimate.usd),
    `${String(Math.round(estimate.ttftMs))} ms`,
    estimate.quality.toFixed(2),
    ...[terms.cost, terms.latency, terms.error, terms.quality, utility].map(amount),
    flags.join(' '),
  ]
}

/** One line per request, and how many went where. */
function many(asked: readonly Asked[]): string {
  const lines = asked.map(({ body, explanation: { decision } }) => {
    const [first] = decision.ranked
    return [
      decision.id,
      typeof body['note'] === 'string' ? body['note'] : '',
      first?.deployment ?? 'nobody',
      first === undefined ? '' : amount(first.estimate.usd),
      first?.flags.join(' ') ?? '',
      shortened(body),
    ]
  })
  const counts = new Map<string, number>()
  for (const [, , target = ''] of lines) counts.set(target, (counts.get(target) ?? 0) + 1)
  const shares = [...counts].map(
    ([target, count]) =>
      `${target} ${String(count)} (${String(Math.round((100 * count) / asked.length))} %)`,
  )
  return `${table([['ID', 'NOTE', 'TARGET', 'USD', 'FLAGS', 'TEXT'], ...lines])}\n\n${shares.join(', ')}`
}

function shortened(body: JsonObject): string {
  const text =
    typeof body['text'] === 'string' ? body['text'] : JSON.stringify(body['messages'] ?? '')
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length > 48 ? `${line.slice(0, 47)}…` : line
}

function amount(usd: number): string {
  return Number.isFinite(usd) ? usd.toFixed(6) : '?'
}
