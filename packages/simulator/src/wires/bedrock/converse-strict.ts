import type { Call } from '../../call.ts'
import { asObject, asObjects, asString, type JsonObject } from '../../json.ts'
import { invalid } from '../../refusal.ts'
import { verify } from '../../shape.ts'
import { CONVERSE_SHAPE } from './converse-shape.ts'
import { bedrockProblem } from './errors.ts'

const TOOL_ID = /^[a-zA-Z0-9_.:-]{1,64}$/u

/** Throws what Bedrock answers to a Converse request that it does not accept. */
export function checkConverse(body: JsonObject): void {
  const problem = verify(body, CONVERSE_SHAPE)
  if (problem !== undefined) throw bedrockProblem(problem)
  checkTools(asObject(body['toolConfig']))
  checkUnions(body)
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

const TOOL_NAME = /^[a-zA-Z0-9_-]{1,64}$/u

function checkTools({ tools }: JsonObject): void {
  const specs = asObjects(tools).map(({ toolSpec }) => asObject(toolSpec))
  for (const { name, description } of specs) {
    const bad = typeof name === 'string' && !TOOL_NAME.test(name) ? name : undefined
    if (bad !== undefined || description === '')
      throw invalid(
        `1 validation error detected: Value '${bad ?? ''}' at 'toolConfig.tools.1.member.toolSpec.${bad === undefined ? 'description' : 'name'}' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_-]+`,
      )
  }
}

/** Blocks are unions: exactly one member each; four cache points are the most. */
function checkUnions(body: JsonObject): void {
  const contents = asObjects(body['messages']).flatMap(({ content }) => asObjects(content))
  const results = contents.flatMap((block) => asObjects(asObject(block['toolResult'])['content']))
  const sources = contents.flatMap((block) =>
    Object.values(block).flatMap((value) => asObjects([asObject(value)['source']])),
  )
  const tools = asObjects(asObject(body['toolConfig'])['tools'])
  const blocks = [...contents, ...tools, ...asObjects(body['system'])]
  const bad = [...blocks, ...results, ...sources].find((each) => Object.keys(each).length !== 1)
  if (bad !== undefined)
    throw invalid(`A union must hold exactly one member: ${Object.keys(bad).join(', ')}.`)
  const points = blocks.filter((block) => block['cachePoint'] !== undefined).length
  if (points > 4) throw invalid(`A maximum of 4 cache points may be provided. Found ${points}.`)
}

const DOCUMENT_NAME = /^(?!.*\s\s)[a-zA-Z0-9\s()[\]-]{1,200}$/u

function checkDocuments(blocks: readonly JsonObject[]): void {
  for (const block of blocks) {
    const name = asString(asObject(block['document'])['name'])
    if (name !== undefined && !DOCUMENT_NAME.test(name))
      throw invalid(
        "The document file name can only contain alphanumeric characters, whitespace characters, hyphens, parentheses, and square brackets. The name can't contain more than one consecutive whitespace character.",
      )
  }
}

/** A signature holds for the thinking that this simulator has issued with it. */
export function checkReasoning({ body, seal }: Call): void {
  const blocks = asObjects(body['messages']).flatMap(({ content }) => asObjects(content))
  for (const block of blocks) {
    const { text, signature } = asObject(asObject(block['reasoningContent'])['reasoningText'])
    if (text === undefined) continue
    if (seal.unwrap('thinking', signature) !== `shown\n${asString(text) ?? ''}`)
      throw invalid(
        'The model returned the following errors: Invalid `signature` in `thinking` block',
      )
  }
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
    checkDocuments(blocks)
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
