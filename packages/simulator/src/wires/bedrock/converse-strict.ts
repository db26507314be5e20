import { asObject, asObjects, asString, type JsonObject } from '../../json.ts'
import { invalid } from '../../refusal.ts'

const TOP_LEVEL: ReadonlySet<string> = new Set([
  'messages',
  'system',
  'inferenceConfig',
  'toolConfig',
  'guardrailConfig',
  'additionalModelRequestFields',
  'additionalModelResponseFieldPaths',
  'promptVariables',
  'requestMetadata',
  'performanceConfig',
  'serviceTier',
  'outputConfig',
])
const CONFIG: ReadonlySet<string> = new Set(['maxTokens', 'temperature', 'topP', 'stopSequences'])
const TOOL_ID = /^[a-zA-Z0-9_.:-]{1,64}$/u

/** Throws what Bedrock answers to a Converse request that it does not accept. */
export function checkConverse(body: JsonObject): void {
  refuseUnknown(body, TOP_LEVEL, '')
  refuseUnknown(asObject(body['inferenceConfig']), CONFIG, 'inferenceConfig.')
  const temperature = asObject(body['inferenceConfig'])['temperature']
  if (typeof temperature === 'number' && (temperature < 0 || temperature > 1)) {
    throw invalid(
      `1 validation error detected: Value '${temperature}' at 'inferenceConfig.temperature' failed to satisfy constraint: Member must have value less than or equal to 1`,
    )
  }
  const messages = asObjects(body['messages']).filter(({ role }) => role !== 'system')
  const [first] = messages
  if (first === undefined) throw invalid('The messages field is required.')
  if (first['role'] !== 'user') {
    throw invalid(
      'A conversation must start with a user message. Try again with a conversation that starts with a user message.',
    )
  }
  checkTurns(messages)
  const used = messages.some((message) =>
    asObjects(message['content']).some((block) => block['toolUse'] ?? block['toolResult']),
  )
  if (used && body['toolConfig'] === undefined) {
    throw invalid(
      'The toolConfig field must be defined when using toolUse and toolResult content blocks.',
    )
  }
}

function refuseUnknown(value: JsonObject, known: ReadonlySet<string>, place: string): void {
  const unknown = Object.keys(value).find((name) => !known.has(name))
  if (unknown === undefined) return
  throw invalid(`The request contains an unknown field: ${place}${unknown}.`)
}

function checkTurns(messages: readonly JsonObject[]): void {
  for (const [index, message] of messages.entries()) {
    const blocks = asObjects(message['content'])
    const previous = messages[index - 1]
    if (previous?.['role'] === message['role']) {
      throw invalid(
        'A conversation must alternate between user and assistant roles. Make sure the conversation alternates between user and assistant roles and try again.',
      )
    }
    if (blocks.some((block) => block['text'] === '')) {
      throw invalid(
        `The text field in the ContentBlock object at messages.${index}.content.0 is blank. Add text to the text field, and try again.`,
      )
    }
    if (blocks.some((block) => block['document']) && !blocks.some((block) => block['text'])) {
      throw invalid('A text content block is required beside a document block.')
    }
    const called = idsOf(previous, 'toolUse')
    const answered = idsOf(message, 'toolResult')
    const bad = called.find((id) => !TOOL_ID.test(id))
    if (bad !== undefined) {
      throw invalid(
        `1 validation error detected: Value '${bad}' at 'messages.${index - 1}.member.content.1.member.toolUse.toolUseId' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.:-]+`,
      )
    }
    const open = called.filter((id) => !answered.includes(id))
    if (open.length > 0) {
      throw invalid(
        `Expected toolResult blocks at messages.${index}.content for the following Ids: ${open.join(', ')}`,
      )
    }
    const extra = answered.length - called.length
    if (extra > 0) {
      throw invalid(
        `The number of toolResult blocks at messages.${index}.content exceeds the number of toolUse blocks of previous turn.`,
      )
    }
  }
  const open = idsOf(messages.at(-1), 'toolUse')
  if (open.length > 0)
    throw invalid(`Expected toolResult blocks for the following Ids: ${open.join(', ')}`)
}

function idsOf(message: JsonObject | undefined, kind: 'toolUse' | 'toolResult'): readonly string[] {
  return asObjects(message?.['content'])
    .filter((block) => block[kind] !== undefined)
    .map((block) => asString(asObject(block[kind])['toolUseId']) ?? '')
}
