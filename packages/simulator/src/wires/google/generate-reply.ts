import type { Answer, Call, Frame } from '../../call.ts'
import type { Billed } from '../../journal.ts'
import { asNumber, asObject, type JsonObject } from '../../json.ts'
import type { Prompt } from '../../prompt.ts'
import { idText } from '../../random.ts'
import { Refusal } from '../../refusal.ts'
import {
  countChunks,
  sumUsage,
  writeScript,
  type Finish,
  type Script,
  type ScriptedCall,
} from '../../script.ts'
import { EVENT_STREAM, OUTPUT, REASONING } from '../../sse.ts'
import { googleError } from './errors.ts'

/** How a stream is framed: server-sent events, or one array whose elements arrive over time. */
export type Framing = 'sse' | 'array'

interface Piece {
  readonly index: number
  readonly part: JsonObject
  readonly tokens: Omit<Frame, 'bytes'>
}

/** Answers a generateContent request whole or, with a framing, as a stream. */
export function generateAnswer(
  call: Call,
  body: JsonObject,
  prompt: Prompt,
  framing?: Framing,
): Answer {
  const count = Math.max(1, asNumber(asObject(body['generationConfig'])['candidateCount']) ?? 1)
  const scripts = Array.from({ length: count }, (_, salt) =>
    writeScript(prompt, call.knobs, call.seed, salt),
  )
  const shown = showsThoughts(call, body)
  if (call.knobs.filter) return blocked(call, sumUsage(scripts), framing)
  const billed = sumUsage(scripts)
  if (framing === undefined) {
    const whole = {
      candidates: scripts.map((script, index) => candidate(call, script, index, shown)),
    }
    return {
      kind: 'whole',
      body: { ...whole, ...tail(call, billed) },
      billed,
      chunks: countChunks(...scripts),
    }
  }
  return {
    kind: 'stream',
    headers:
      framing === 'sse' ? EVENT_STREAM : { 'content-type': 'application/json; charset=UTF-8' },
    frames: framed(generateChunks(call, scripts, billed, shown), framing),
    inband: () => [errorFrame(framing)],
    billed,
    weight: {
      output: scripts.reduce((sum, script) => sum + countChunks({ ...script, reasoning: [] }), 0),
      reasoning: shown ? scripts.reduce((sum, { reasoning }) => sum + reasoning.length, 0) : 0,
    },
  }
}

function showsThoughts(call: Call, body: JsonObject): boolean {
  const config = asObject(asObject(body['generationConfig'])['thinkingConfig'])
  return config['includeThoughts'] === true || (call.knobs.reasoning ?? 0) > 0
}

/** A prompt that the filter stops: 200, a reason and no candidate. */
function blocked(call: Call, usage: Billed, framing: Framing | undefined): Answer {
  const billed = { ...usage, output: 0, reasoning: 0 }
  const body = { promptFeedback: { blockReason: 'SAFETY' }, ...tail(call, billed) }
  if (framing === undefined) return { kind: 'whole', body, billed, chunks: 0 }
  const weight = { output: 0, reasoning: 0 }
  const frames = framed([{ body, tokens: {} }], framing)
  const headers =
    framing === 'sse' ? EVENT_STREAM : { 'content-type': 'application/json; charset=UTF-8' }
  return { kind: 'stream', headers, frames, inband: () => [errorFrame(framing)], billed, weight }
}

function tail(call: Call, billed: Billed): JsonObject {
  return {
    usageMetadata: generateUsage(billed),
    modelVersion: call.model,
    responseId: idText(call.nonce, 22),
  }
}

/** Google's sums: cached is inside the prompt, thoughts stand beside the candidates. */
function generateUsage({ input, cacheRead, cacheWrite, output, reasoning }: Billed): JsonObject {
  const prompt = input + cacheRead + cacheWrite
  return {
    promptTokenCount: prompt,
    ...(output > 0 ? { candidatesTokenCount: output } : {}),
    totalTokenCount: prompt + output + reasoning,
    ...(cacheRead > 0 ? { cachedContentTokenCount: cacheRead } : {}),
    promptTokensDetails: [{ modality: 'TEXT', tokenCount: prompt }],
    ...(reasoning > 0 ? { thoughtsTokenCount: reasoning } : {}),
  }
}

function finishName(finish: Finish): string {
  switch (finish) {
    case 'stop':
    case 'stop-sequence':
    case 'tool-calls':
      return 'STOP'
    case 'length':
      return 'MAX_TOKENS'
    case 'refusal':
    case 'filter':
      return 'SAFETY'
  }
}

function candidate(call: Call, script: Script, index: number, shown: boolean): JsonObject {
  const parts: JsonObject[] = []
  if (shown && script.reasoning.length > 0) {
    parts.push({ text: script.reasoning.join(''), thought: true })
  }
  const signed = signatureOfText(call, script)
  if (script.text.length > 0) parts.push({ text: script.text.join(''), ...signed })
  parts.push(...script.calls.map((each, at) => callPart(call, script, each, at)))
  const content = parts.length > 0 ? { parts, role: 'model' } : { role: 'model' }
  return { content, finishReason: finishName(script.finish), index }
}

/** Whether this model signs its thoughts. */
function signsThoughts(model: string, script: Pick<Script, 'reasoning'>): boolean {
  return script.reasoning.length > 0 || model.includes('gemini-3')
}

function signatureOfText(call: Call, script: Script): JsonObject {
  const signs = signsThoughts(call.model, script) && script.calls.length === 0
  return signs ? { thoughtSignature: call.seal.sign('thought', 'text') } : {}
}

function callPart(
  call: Call,
  script: Script,
  { name, input }: ScriptedCall,
  at: number,
): JsonObject {
  const id = call.model.includes('gemini-3') ? { id: idText(`${call.nonce}/${at}`, 8) } : {}
  const signs = at === 0 && signsThoughts(call.model, script)
  return {
    functionCall: { ...id, name, args: input },
    ...(signs ? { thoughtSignature: call.seal.sign('thought', name) } : {}),
  }
}

function* generatePieces(
  call: Call,
  script: Script,
  index: number,
  shown: boolean,
): Generator<Piece> {
  if (shown) {
    for (const text of script.reasoning) {
      yield { index, part: { text, thought: true }, tokens: REASONING }
    }
  }
  for (const text of script.text) yield { index, part: { text }, tokens: OUTPUT }
  for (const [at, each] of script.calls.entries()) {
    const tokens = { output: each.pieces.length }
    yield { index, part: callPart(call, script, each, at), tokens }
  }
}

interface Chunk {
  readonly body: JsonObject
  readonly tokens: Omit<Frame, 'bytes'>
}

function* generateChunks(
  call: Call,
  scripts: readonly Script[],
  billed: Billed,
  shown: boolean,
): Generator<Chunk> {
  let output = 0
  let reasoning = 0
  const running = (): Billed => ({ ...billed, output, reasoning })
  for (const [index, script] of scripts.entries()) {
    for (const { part, tokens } of generatePieces(call, script, index, shown)) {
      output = Math.min(billed.output, output + (tokens.output ?? 0))
      reasoning = Math.min(billed.reasoning, reasoning + (tokens.reasoning ?? 0))
      const candidates = [{ content: { parts: [part], role: 'model' }, index }]
      yield { body: { candidates, ...tail(call, running()) }, tokens }
    }
    const last = { text: '', ...signatureOfText(call, script) }
    const content = { parts: [last], role: 'model' }
    const candidates = [{ content, finishReason: finishName(script.finish), index }]
    const usage = index === scripts.length - 1 ? billed : running()
    yield { body: { candidates, ...tail(call, usage) }, tokens: {} }
  }
}

function* framed(chunks: Iterable<Chunk>, framing: Framing): Generator<Frame> {
  let separator = '['
  for (const { body, tokens } of chunks) {
    const json = JSON.stringify(body)
    const bytes = framing === 'sse' ? `data: ${json}\r\n\r\n` : `${separator}${json}`
    separator = ',\r\n'
    yield { bytes, ...tokens }
  }
  if (framing === 'array') yield { bytes: ']' }
}

function errorFrame(framing: Framing): Frame {
  const json = JSON.stringify(googleError(new Refusal(503, '')).body)
  return { bytes: framing === 'sse' ? `data: ${json}\r\n\r\n` : `,\r\n${json}]` }
}
