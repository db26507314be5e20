import type { JsonObject, Message, Part, ToolCallPart } from '@signalbox/core'

import { generateWire } from '../wire/names.ts'
import { objectsIn, overlay } from '../wire/objects.ts'
import { encodePart, type PartTarget } from './encode-part.ts'

/** What Google documents for a turn whose signature nobody has any more. */
const lostSignature = 'skip_thought_signature_validator'

interface Turn {
  readonly role: 'user' | 'model'
  readonly content: readonly { readonly part: Part; readonly path: string }[]
  readonly fields: JsonObject | undefined
}

/** The system field: all leading system and developer messages. */
export function encodeSystem(messages: readonly Message[], to: PartTarget): JsonObject | undefined {
  const leading = messages.slice(0, leadingCount(messages))
  if (leading.length === 0) return undefined
  const parts = leading.flatMap((message, i) =>
    message.content.flatMap((part, j) =>
      encodePart(part, `messages.${String(i)}.content.${String(j)}`, to),
    ),
  )
  if (parts.length === 0 && !to.own) return undefined
  const fields = leading.reduce<JsonObject>(
    (all, message) => overlay(all, message.extensions?.[generateWire]),
    {},
  )
  return { ...fields, parts }
}

/** The turns: results right behind their calls, user first, no signature missing where one is due. */
export function encodeContents(
  messages: readonly Message[],
  to: PartTarget,
): readonly JsonObject[] {
  const start = leadingCount(messages)
  const turns = messages.slice(start).map((message, i) => turnOf(message, start + i, to))
  if (to.own)
    return signed(
      turns.map((turn) => encodeTurn(turn, to)),
      to,
    )
  const turnsOfParts = answered(mergeTurns(turns), to).map((turn) => encodeTurn(turn, to))
  const contents = withoutEmpty(turnsOfParts)
  if (contents[0]?.role === 'user') return signed(contents, to)
  to.lost.add('repaired', 'messages', 'A user turn was put first, where this wire wants one.')
  return signed([{ role: 'user', parts: [{ text: '.' }] }, ...contents], to)
}

/** Turns that lost every part go, and their neighbours then are one turn. */
function withoutEmpty(contents: readonly Content[]): readonly Content[] {
  const kept: Content[] = []
  for (const content of contents) {
    const last = kept.at(-1)
    if (content.parts.length === 0) continue
    if (last?.role !== content.role) kept.push(content)
    else kept[kept.length - 1] = { ...last, ...content, parts: [...last.parts, ...content.parts] }
  }
  return kept
}

interface Content extends JsonObject {
  readonly role: 'user' | 'model'
  readonly parts: readonly JsonObject[]
}

function leadingCount(messages: readonly Message[]): number {
  const first = messages.findIndex(({ role }) => role !== 'system' && role !== 'developer')
  return first === -1 ? messages.length : first
}

function turnOf(message: Message, index: number, to: PartTarget): Turn {
  const path = `messages.${String(index)}`
  to.lost.foreign(path, message.extensions)
  if (message.name !== undefined)
    to.lost.add('dropped', `${path}.name`, 'Google has no names of participants.')
  const late = message.role === 'system' || message.role === 'developer'
  if (late) to.lost.add('emulated', path, 'A later system message became a reminder to the user.')
  const content = message.content.map((part, i) => ({
    part: late ? reminder(part) : part,
    path: `${path}.content.${String(i)}`,
  }))
  const fields = message.extensions?.[generateWire]
  return { role: message.role === 'assistant' ? 'model' : 'user', content, fields }
}

function reminder(part: Part): Part {
  return part.type === 'text'
    ? { ...part, text: `<system-reminder>${part.text}</system-reminder>` }
    : part
}

function mergeTurns(turns: readonly Turn[]): readonly Turn[] {
  const merged: Turn[] = []
  for (const turn of turns) {
    const last = merged.at(-1)
    if (last?.role !== turn.role) merged.push(turn)
    else
      merged[merged.length - 1] = {
        role: turn.role,
        content: [...last.content, ...turn.content],
        fields: overlay(last.fields ?? {}, turn.fields),
      }
  }
  return merged
}

/** Every call of a turn is answered in the next one, in the order of the calls, before anything else. */
function answered(turns: readonly Turn[], to: PartTarget): readonly Turn[] {
  return turns.map((turn, i) => {
    const before = turns[i - 1]
    if (turn.role !== 'user' || before?.role !== 'model') return turn
    const calls = before.content.flatMap(({ part }) => (part.type === 'tool-call' ? [part] : []))
    if (calls.length === 0) return turn
    const rest = [...turn.content]
    const results = calls.flatMap((call) => {
      const at = rest.findIndex(({ part }) => isResultOf(part, call))
      return at === -1 ? [missing(call, to)] : rest.splice(at, 1)
    })
    return { ...turn, content: [...results, ...rest] }
  })
}

function isResultOf(part: Part, call: ToolCallPart): boolean {
  return part.type === 'tool-result' && part.callId === call.callId
}

function missing(call: ToolCallPart, to: PartTarget): Turn['content'][number] {
  to.lost.add('repaired', 'messages', `The call "${call.callId}" had no result.`)
  const content = [{ type: 'text', text: 'No result.' }] as const
  const { callId, name } = call
  return { part: { type: 'tool-result', callId, name, content, isError: true }, path: 'messages' }
}

function encodeTurn(turn: Turn, to: PartTarget): Content {
  const parts = turn.content.flatMap(({ part, path }) => encodePart(part, path, to))
  return { ...turn.fields, role: turn.role, parts }
}

function signed(contents: readonly Content[], to: PartTarget): readonly Content[] {
  return needsSignatures(to) ? contents.map((content, i) => signTurn(content, i, to)) : contents
}

/** Newer models refuse a turn whose first call has no signature; a client of this wire may know better. */
export function needsSignatures(to: Pick<PartTarget, 'target' | 'own'>): boolean {
  const kind = to.target?.capabilities?.reasoning
  return kind === 'level' || (kind !== 'none' && kind !== 'budget' && !to.own)
}

/** A turn with the signature of its first call, a stand-in where it was lost. */
export function signTurn<Signed extends JsonObject>(
  content: Signed,
  index: number,
  to: Pick<PartTarget, 'lost'>,
): Signed {
  const parts = objectsIn(content['parts'])
  const at = parts.findIndex((part) => part['functionCall'] !== undefined)
  const call = parts[at]
  if (content['role'] !== 'model' || call === undefined || call['thoughtSignature'] !== undefined)
    return content
  to.lost.add('repaired', `messages.${String(index)}`, 'The thought signature of a call was lost.')
  return { ...content, parts: parts.with(at, { ...call, thoughtSignature: lostSignature }) }
}
