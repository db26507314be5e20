import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'

import { mergeLabels, readLabelInput } from '@signalbox/router/learned'

import { InputFileError, inputLines, readInput } from '../cli/input-file.ts'
import type { Terminal } from '../cli/terminal.ts'
import { loadConfig } from '../config/load-config.ts'
import { reasonOf } from '../operations/diagnosis.ts'
import { gatewayOf } from '../operations/running-gateway.ts'
import { loggedLabels, type LeftOut, type LoggedLabels } from './logged-labels.ts'

/** What `signalbox router label` was told. */
export interface LabelOptions {
  readonly from?: readonly string[] | undefined
  /** `FROM..TO`; true: all that is kept. */
  readonly log?: string | true | undefined
  readonly metric: string
  readonly out: string
  readonly hashOnly?: true | undefined
  readonly config?: string | undefined
  readonly url?: string | undefined
  readonly json?: true | undefined
}

/** `signalbox router label`: many files of scores, and what was graded, become one label per prompt. */
export async function label(options: LabelOptions, terminal: Terminal): Promise<number> {
  const { from = [], out, hashOnly, json } = options
  const read = from.flatMap((file) =>
    inputLines(file, readInput(file, terminal.cwd), readLabelInput),
  )
  const logged = options.log === undefined ? undefined : await fromLog(options, terminal)
  if (logged === 'away') return 1
  const inputs = [...read, ...(logged?.inputs ?? [])]
  if (inputs.length === 0 && logged !== undefined) {
    terminal.err(nothingIn(logged, options.metric))
    return 1
  }
  const labels = await mergeLabels(inputs, { hashOnly })
  const lines = labels.map((each) => `${JSON.stringify(each)}\n`).join('')
  writeFileSync(resolve(terminal.cwd, out), lines)
  const scores = inputs.length
  const prompts = labels.length
  if (json === true) {
    const { graded, leftOut } = logged ?? {}
    terminal.out(JSON.stringify({ scores, prompts, out, graded, left_out: leftOut }))
    return 0
  }
  terminal.out(`${String(scores)} scores, ${String(prompts)} prompts: ${out}`)
  if (logged !== undefined && logged.inputs.length < logged.graded)
    terminal.out(`left out: ${reasonsOf(logged)}`)
  return 0
}

async function fromLog(
  { log, metric, config: file, url }: LabelOptions,
  { env, cwd, err }: Terminal,
): Promise<LoggedLabels | 'away'> {
  const range = log === true || log === undefined ? '..' : log
  if (!/^\S*\.\.\S*$/.test(range))
    throw new InputFileError(`--log takes FROM..TO, such as 2026-01-31.., and not "${range}".`)
  const { config } = await loadConfig(file, env, { cwd })
  const gateway = gatewayOf(config, url)
  try {
    return await loggedLabels(gateway, { range, metric })
  } catch (error) {
    err(`${gateway.origin}: ${reasonOf(error)}`)
    return 'away'
  }
}

function nothingIn(logged: LoggedLabels, metric: string): string {
  if (logged.graded === 0)
    return `Nothing was graded as "${metric}" in that time: send POST /v1/feedback { "request_id", "metric": "${metric}", "value": 0..1 } for answers, or name another --metric.`
  return `Of ${String(logged.graded)} grades none makes a label: ${reasonsOf(logged)}.`
}

const words: Readonly<Record<LeftOut, string>> = {
  no_request: 'whose request is no longer in the log (telemetry.requests.requestDays)',
  no_content: 'whose prompt is not kept (telemetry.requests.content, and its days)',
  no_text: 'whose last turn has no text, or was cut (telemetry.requests.content.maxKilobytes)',
  no_score: 'whose value is not from 0 to 1',
}

function reasonsOf({ leftOut }: LoggedLabels): string {
  return (Object.keys(words) as readonly LeftOut[])
    .filter((reason) => leftOut[reason] > 0)
    .map((reason) => `${String(leftOut[reason])} ${words[reason]}`)
    .join('; ')
}
