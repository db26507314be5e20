import type { JsonObject } from '@signalbox/core'

/** A body that must be refused, and the field that is wrong. */
export interface BadBody {
  readonly body: JsonObject
  readonly param: string
}

const user = [{ role: 'user', content: 'Hi' }]

/** Bodies with wrong types, by wire. */
export function badBodies(wire: string): readonly BadBody[] {
  switch (wire) {
    case 'openai-chat':
      return [
        ...badFields({ model: 'm', messages: user }, common),
        ...badFields({ model: 'm', messages: user }, { messages: [5, 'x', [5], ['x']], stop: [5] }),
        { body: { model: 'm' }, param: 'messages' },
        { body: { messages: user }, param: 'model' },
        { body: { model: 'm', messages: [{ role: 'user', content: 5 }] }, param: 'messages' },
        { body: { model: 'm', messages: [{ role: 'user', content: [5] }] }, param: 'messages' },
        { body: { model: 'm', messages: [{ content: 'x' }] }, param: 'messages' },
      ]
    case 'openai-responses':
      return [
        ...badFields(
          { model: 'm', input: 'Hi' },
          { ...common, input: [5, [5]], instructions: [5] },
        ),
        { body: { model: 'm', input: [{ role: 'user', content: 5 }] }, param: 'input' },
      ]
    case 'anthropic-messages':
      return [
        ...badFields(
          { model: 'm', max_tokens: 5, messages: user },
          { ...common, messages: [5, [5]], max_tokens: ['x'], system: [5], stop_sequences: ['x'] },
        ),
        { body: { model: 'm', max_tokens: 5 }, param: 'messages' },
        { body: { messages: user, max_tokens: 5 }, param: 'model' },
        {
          body: { model: 'm', max_tokens: 5, messages: [{ role: 'user', content: 5 }] },
          param: 'messages',
        },
      ]
    case 'google-generate':
      return badFields(
        { contents: [{ role: 'user', parts: [{ text: 'Hi' }] }] },
        { contents: [5, [5], [{ parts: 5 }]], generationConfig: [5, 'x'], tools: [5] },
      )
    default:
      return []
  }
}

const common: Readonly<Record<string, readonly JsonObject[string][]>> = {
  model: [5, {}],
  temperature: ['hot', {}],
  stream: ['yes', 5],
  tools: [5, 'x', [5]],
}

function badFields(
  good: JsonObject,
  wrong: Readonly<Record<string, readonly JsonObject[string][]>>,
): readonly BadBody[] {
  return Object.entries(wrong).flatMap(([param, values]) =>
    values.map((value) => ({ body: { ...good, [param]: value }, param })),
  )
}
