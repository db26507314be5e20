import type { Call } from '../../call.ts'
import { asList, asObject, asObjects, asString, isObject, type JsonObject } from '../../json.ts'
import { invalid } from '../../refusal.ts'
import { verify } from '../../shape.ts'
import { googleProblem, placeName } from './errors.ts'
import { functionResponses, wantsThinking } from './generate-request.ts'
import { GENERATE_SHAPE } from './generate-shape.ts'

const REQUEST = '* GenerateContentRequest'

/** Throws what Google answers to a generateContent request that it does not accept. */
export function checkGenerate(call: Call, body: JsonObject): void {
  const problem = verify(call.body, GENERATE_SHAPE, { camel: true })
  if (problem !== undefined) throw googleProblem(problem)
  checkTools(body)
  const config = asObject(body['generationConfig'])
  if (asList(config['stopSequences']).length > 5) {
    throw invalid(`${REQUEST}.generation_config.stop_sequences: must have at most 5 items`)
  }
  checkSchema(config['responseSchema'], ['generationConfig', 'responseSchema'])
  const contents = asObjects(body['contents'])
  checkContents(contents)
  checkSignatures(call, body, contents)
}

const NAME = /^[a-zA-Z_][a-zA-Z0-9_.:-]{0,127}$/u

function checkTools(body: JsonObject): void {
  for (const [at, tool] of asObjects(body['tools']).entries()) {
    for (const [index, declared] of asObjects(tool['functionDeclarations']).entries()) {
      const path = ['tools', at, 'functionDeclarations', index]
      if (!NAME.test(asString(declared['name']) ?? '')) {
        throw invalid(
          `${REQUEST}.${placeName(path)}.name: Invalid function name. Must start with a letter or an underscore.`,
        )
      }
      checkSchema(declared['parameters'], [...path, 'parameters'])
    }
  }
}

const SCHEMA_FIELDS: ReadonlySet<string> = new Set([
  'type',
  'format',
  'title',
  'description',
  'nullable',
  'enum',
  'items',
  'maxItems',
  'minItems',
  'properties',
  'required',
  'minProperties',
  'maxProperties',
  'minLength',
  'maxLength',
  'pattern',
  'example',
  'anyOf',
  'propertyOrdering',
  'default',
  'minimum',
  'maximum',
])

function checkSchema(schema: unknown, path: readonly (string | number)[]): void {
  if (!isObject(schema)) return
  for (const [name, value] of Object.entries(schema)) {
    const place = [...path, name]
    if (!SCHEMA_FIELDS.has(name)) {
      throw googleProblem({ fault: 'unknown', path: place, expected: '', got: value })
    }
    if (name === 'type' && typeof value !== 'string') {
      throw googleProblem({ fault: 'type', path: place, expected: 'TYPE_ENUM', got: value })
    }
  }
  for (const [name, value] of Object.entries(asObject(schema['properties']))) {
    checkSchema(value, [...path, 'properties', name])
  }
  checkSchema(schema['items'], [...path, 'items'])
  for (const [index, value] of asList(schema['anyOf']).entries()) {
    checkSchema(value, [...path, 'anyOf', index])
  }
}

function functionCalls(content: JsonObject | undefined): readonly JsonObject[] {
  return asObjects(content?.['parts']).filter((part) => part['functionCall'] !== undefined)
}

function checkContents(contents: readonly JsonObject[]): void {
  const [first] = contents
  if (first === undefined) throw invalid(`${REQUEST}.contents: contents is not specified`)
  if (first['role'] === 'model') {
    throw invalid('Please ensure that multiturn requests start with a user turn.')
  }
  for (const [index, content] of contents.entries()) {
    const parts = asObjects(content['parts'])
    if (parts.length === 0 && content['role'] !== 'model') {
      throw invalid(`${REQUEST}.contents[${index}].parts: contents.parts must not be empty.`)
    }
    const previous = contents[index - 1]
    const calls = functionCalls(previous).length
    const responses = functionResponses(content).length
    if (responses > 0 && calls === 0) {
      throw invalid(
        'Please ensure that function response turn comes immediately after a function call turn.',
      )
    }
    if (responses !== calls) {
      throw invalid(
        'Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.',
      )
    }
    if (functionCalls(content).length > 0 && previous?.['role'] === 'model') {
      throw invalid(
        'Please ensure that function call turn comes immediately after a user turn or after a function response turn.',
      )
    }
  }
}

/** The literal that Google documents for signatures that were truly lost. */
const SKIP = 'skip_thought_signature_validator'

function checkSignatures(call: Call, body: JsonObject, contents: readonly JsonObject[]): void {
  const thinking =
    call.knobs.reasoning === undefined ? wantsThinking(body) : call.knobs.reasoning > 0
  const required = call.model.includes('gemini-3') || thinking
  const turnStart = contents.findLastIndex(
    (content) => content['role'] !== 'model' && functionResponses(content).length === 0,
  )
  for (const [index, content] of contents.entries()) {
    if (content['role'] !== 'model') continue
    const first = functionCalls(content)[0]
    for (const part of asObjects(content['parts'])) checkSignature(call, part, index)
    if (!required || index < turnStart || first === undefined) continue
    if (first['thoughtSignature'] !== undefined) continue
    const name = String(asObject(first['functionCall'])['name'])
    throw invalid(
      `Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly, and missing thought_signature may lead to degraded model performance. Additional data, function call \`default_api:${name}\` , position ${index + 1}.`,
    )
  }
}

function checkSignature({ seal }: Call, part: JsonObject, index: number): void {
  const signature = part['thoughtSignature']
  if (signature === undefined || signature === SKIP) return
  const called = asString(asObject(part['functionCall'])['name'])
  if (seal.holds('thought', called ?? 'text', signature)) return
  throw invalid(`Thought signature is not valid in contents[${index}].`)
}
