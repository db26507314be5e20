import type { Call } from '../../call.ts'
import { asNumber, asObject, asObjects, asString, parseJson, type JsonObject } from '../../json.ts'
import { readText, type Prompt } from '../../prompt.ts'
import { readStops } from '../openai/chat-request.ts'

/** Reads a Converse request into what the script needs. */
export function conversePrompt({ body }: Pick<Call, 'body'>): Prompt {
  const config = asObject(body['inferenceConfig'])
  const tools = asObject(body['toolConfig'])
  const last = asObjects(body['messages']).at(-1)
  const results = asObjects(last?.['content']).filter((block) => block['toolResult'] !== undefined)
  return {
    ...readText(body['system'], body['messages'], tools),
    tools: asObjects(tools['tools'])
      .map((tool) => asObject(tool['toolSpec']))
      .filter((spec) => spec['name'] !== undefined)
      .map((spec) => ({
        name: asString(spec['name']) ?? '',
        schema: asObject(spec['inputSchema'])['json'],
      })),
    choice: converseChoice(asObject(tools['toolChoice'])),
    parallel: true,
    toolResults: results.length,
    json: converseJson(body),
    thinking: isThinking(body),
    maxTokens: asNumber(config['maxTokens']),
    stops: readStops(config['stopSequences']),
  }
}

function converseChoice(choice: JsonObject): Prompt['choice'] {
  if (choice['any'] !== undefined) return 'required'
  const name = asString(asObject(choice['tool'])['name'])
  return name === undefined ? 'auto' : { names: [name] }
}

function converseJson(body: JsonObject): Prompt['json'] {
  const format = asObject(asObject(body['outputConfig'])['textFormat'])
  const wrapped = asObject(asObject(format['structure'])['jsonSchema'] ?? format['jsonSchema'])
  const schema = asString(wrapped['schema'])
  return schema === undefined ? undefined : { schema: parseJson(schema) ?? {} }
}

function isThinking(body: JsonObject): boolean {
  const fields = asObject(body['additionalModelRequestFields'])
  const type = asObject(fields['thinking'] ?? fields['reasoning_config'])['type']
  return type === 'enabled' || type === 'adaptive'
}
