import { isJsonObject, type ChatRequest, type Message, type Part } from '@signalbox/core'
import fc from 'fast-check'
import { expect } from 'vitest'

import { chatRequests } from './arbitraries.ts'
import type { Subject } from './subject.ts'

/** Law 4, requests: any conversation can be said, and its own dialect reads the same out of it. */
export function checkConversations({ codec, adapter, target, dialect, runs }: Subject): void {
  fc.assert(
    fc.property(chatRequests(), (request) => {
      const place = { id: 'any', provider: adapter.provider, model: request.model, ...target }
      const { request: encoded, warnings } = codec.encodeRequest(request, place)
      for (const { path, detail } of warnings)
        expect([path, detail], 'a warning names a field and says why').not.toContain('')
      const { body = '' } = encoded
      const text = typeof body === 'string' ? body : new TextDecoder().decode(body)
      const value: unknown = JSON.parse(text)
      if (!isJsonObject(value)) throw new Error('The encoded request is no JSON object.')
      if (dialect === undefined) return
      const again = dialect.decodeRequest(value, undefined, { model: request.model })
      expect(toldBy(again)).toEqual(toldBy(request))
    }),
    { numRuns: runs },
  )
}

function toldBy({ messages }: ChatRequest): unknown {
  const parts = messages.flatMap(({ content }) => content)
  const calls = parts.filter((part) => part.type === 'tool-call')
  const ids = calls.map(({ callId }) => callId)
  return {
    system: textIn(messages, ['system', 'developer']),
    user: textIn(messages, ['user']),
    assistant: textIn(messages, ['assistant']),
    calls: calls.map((call) => [call.name, JSON.parse(call.arguments) as unknown]),
    results: parts.flatMap((part) =>
      part.type === 'tool-result'
        ? [[ids.indexOf(part.callId), part.content.map(textOf).join('')]]
        : [],
    ),
  }
}

function textIn(messages: readonly Message[], roles: readonly Message['role'][]): string {
  // Wires that know one text per turn join the parts with blank lines.
  const chosen = messages.filter(({ role }) => roles.includes(role))
  return chosen
    .flatMap(({ content }) => content.map(textOf))
    .join('')
    .replaceAll(/\s+/g, '')
}

function textOf(part: Part): string {
  return part.type === 'text' ? part.text : ''
}
