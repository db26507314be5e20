import type { JsonObject, Message, Part } from '@signalbox/core'

import { decodePart, emptyIssuer, type PartContext } from '../generate/decode-part.ts'
import { madeUpCallId } from '../wire/call-id.ts'
import { generateWire } from '../wire/names.ts'
import { objectAt, objectsIn, without } from '../wire/objects.ts'

/** The system field and the turns of a body as messages. */
export function decodeMessages(body: JsonObject): readonly Message[] {
  const context = requestContext()
  const instruction = body['systemInstruction']
  const system = instruction === undefined ? [] : [objectAt(body, 'systemInstruction')]
  return rejoinThoughts([
    ...system.map((content) => decodeContent(content, 'system', context)),
    ...objectsIn(body['contents']).map((content) =>
      decodeContent(content, content['role'] === 'model' ? 'assistant' : 'user', context),
    ),
  ])
}

/** How the parts of a request are read: results without an id answer the first open call of their name. */
export function requestContext(): PartContext {
  const open: { readonly name: string; readonly id: string }[] = []
  let calls = 0
  return {
    issuer: emptyIssuer,
    tool: (name) => ({ name, kind: 'function' }),
    callId(name) {
      const id = madeUpCallId('request', calls++, name)
      open.push({ name, id })
      return id
    },
    resultId(name) {
      const at = open.findIndex((call) => call.name === name)
      const [call] = at === -1 ? [] : open.splice(at, 1)
      return call?.id ?? madeUpCallId('result', calls++, name)
    },
  }
}

function decodeContent(content: JsonObject, role: Message['role'], context: PartContext): Message {
  const rest = without(content, ['role', 'parts'])
  return {
    role,
    content: objectsIn(content['parts']).map((part) => decodePart(part, context)),
    ...(rest === undefined ? {} : { extensions: { [generateWire]: rest } }),
  }
}

/** Every envelope of the gateway begins like this. */
const sealed = 'sb1.'

/**
 * Reasoning of another provider is streamed as thoughts with the signature in an empty one behind
 * them, and some clients keep every chunk as a turn: here the block becomes whole again.
 */
function rejoinThoughts(messages: readonly Message[]): readonly Message[] {
  const out: Message[] = []
  for (const message of messages) {
    const content: Part[] = []
    for (const part of message.content) {
      const token = part.continuity
      const ends = part.type === 'reasoning' && part.text === '' && token?.data.startsWith(sealed)
      const text = ends === true ? takeThoughts(content, out) : ''
      content.push(part.type === 'reasoning' && text !== '' ? { ...part, text } : part)
    }
    out.push({ ...message, content })
  }
  return out
}

/** Takes the unsigned thoughts off the end of this turn, then off the assistant turns before it. */
function takeThoughts(content: Part[], earlier: Message[]): string {
  let text = popThoughts(content)
  while (content.length === 0) {
    const last = earlier.at(-1)
    if (last?.role !== 'assistant') break
    const rest = [...last.content]
    const more = popThoughts(rest)
    if (more === '') break
    text = more + text
    earlier.pop()
    if (rest.length > 0) {
      earlier.push({ ...last, content: rest })
      break
    }
  }
  return text
}

function popThoughts(content: Part[]): string {
  let text = ''
  for (let last = content.at(-1); last?.type === 'reasoning'; last = content.at(-1)) {
    if (last.continuity !== undefined) break
    text = last.text + text
    content.pop()
  }
  return text
}
