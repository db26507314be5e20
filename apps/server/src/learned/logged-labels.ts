import { isJsonObject, type JsonObject } from '@signalbox/core'
import { readLabelInput, type LabelInput } from '@signalbox/router/learned'
import { z } from 'zod'

import { askGateway, GatewayRefusal } from '../operations/ask-gateway.ts'
import type { RunningGateway } from '../operations/running-gateway.ts'
import { lastUserText } from './last-user-text.ts'

/** Which part of a request log, and what counts as a score there. */
export interface LoggedLabelsOptions {
  /** ISO times or dates, `FROM..TO`; each may be empty. */
  readonly range: string
  readonly metric: string
}

/** What was graded, and how much of it cannot become a label, by the reason. */
export interface LoggedLabels {
  readonly inputs: readonly LabelInput[]
  readonly graded: number
  readonly leftOut: Readonly<Record<LeftOut, number>>
}

/** Why a grade makes no label. */
export type LeftOut = 'no_request' | 'no_content' | 'no_text' | 'no_score'

const count = z.int().min(0)
const text = z.string().nullable()
const gradeRow = z.object({
  request_id: z.string(),
  value: z.number(),
  time: z.string(),
  task: text,
  language: text,
  provider: text.optional(),
  model: text.optional(),
  cache: text.optional(),
  cost_usd: z.string().optional(),
  cost_unknown: z.boolean().optional(),
  input_tokens: count.optional(),
  cache_read_tokens: count.optional(),
  cache_write_tokens: count.optional(),
  output_tokens: count.optional(),
  reasoning_tokens: count.optional(),
})
type GradeRow = z.infer<typeof gradeRow>
const page = z.object({ data: z.array(gradeRow), next: z.string().nullable() })

const perPage = 500
const longest = 65_536

/** The grades of a running gateway as scores of prompts: where the prompt was kept, and nothing made up. */
export async function loggedLabels(
  gateway: RunningGateway,
  options: LoggedLabelsOptions,
): Promise<LoggedLabels> {
  const inputs: LabelInput[] = []
  const leftOut: Record<LeftOut, number> = { no_request: 0, no_content: 0, no_text: 0, no_score: 0 }
  let graded = 0
  for await (const row of grades(gateway, options)) {
    graded++
    const read = await labelOf(gateway, row)
    if (typeof read === 'string') leftOut[read]++
    else inputs.push(read)
  }
  return { inputs, graded, leftOut }
}

async function* grades(
  gateway: RunningGateway,
  { range, metric }: LoggedLabelsOptions,
): AsyncGenerator<GradeRow> {
  const [from = '', to = ''] = range.split('..')
  const query = new URLSearchParams({ metric, limit: String(perPage), to })
  query.set('from', from === '' ? '1970-01-01' : from)
  for (;;) {
    const answer = await askGateway(gateway, `/admin/v1/feedback?${query.toString()}`)
    const { data, next } = page.parse(await answer.json())
    yield* data
    if (next === null) return
    query.set('cursor', next)
  }
}

async function labelOf(gateway: RunningGateway, row: GradeRow): Promise<LabelInput | LeftOut> {
  const { request_id: id, value, provider, model } = row
  if (value < 0 || value > 1) return 'no_score'
  if (typeof provider !== 'string' || typeof model !== 'string') return 'no_request'
  const content = await contentOf(gateway, id)
  if (content === undefined) return 'no_content'
  const prompt = lastUserText(content)
  if (prompt === '' || prompt.length > longest) return 'no_text'
  return readLabelInput({
    id,
    prompt,
    ...(row.task === null ? {} : { task: row.task }),
    ...(row.language === null ? {} : { language: row.language }),
    model: `${provider}/${model}`,
    score: value,
    grader: 'feedback',
    ts: row.time,
    ...paid(row),
  })
}

/** What an answer from the cache cost says nothing of its model. */
function paid(row: GradeRow): JsonObject {
  if (row.cache === 'hit') return {}
  const { input_tokens: input, output_tokens: output, cost_usd: usd } = row
  if (input === undefined || output === undefined) return {}
  const { cache_read_tokens: read = 0, cache_write_tokens: written = 0 } = row
  return {
    input_tokens: input + read + written,
    output_tokens: output + (row.reasoning_tokens ?? 0),
    ...(usd === undefined || row.cost_unknown === true ? {} : { cost_usd: Number(usd) }),
  }
}

async function contentOf(gateway: RunningGateway, id: string): Promise<string | undefined> {
  try {
    const path = `/admin/v1/requests/${encodeURIComponent(id)}/content`
    const content: unknown = await (await askGateway(gateway, path)).json()
    const input = isJsonObject(content) ? content['input'] : undefined
    return typeof input === 'string' ? input : undefined
  } catch (error) {
    if (error instanceof GatewayRefusal && error.status === 404) return undefined
    throw error
  }
}
