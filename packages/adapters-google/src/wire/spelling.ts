import { isJsonObject, type JsonObject, type JsonValue } from '@signalbox/core'

/** Objects whose keys are the user's own, not the wire's. */
const opaqueFields = new Set([
  'args',
  'response',
  'parameters',
  'parametersJsonSchema',
  'responseSchema',
  'responseJsonSchema',
  'labels',
  'responseFormat',
  'headers',
  'metadata',
])

/**
 * A request in the one spelling this package reads. Protobuf JSON has two names for a field
 * (`inlineData`, `inline_data`), two base64 alphabets and takes a single part for a list; what a
 * system instruction calls its role is ignored.
 */
export function respell(body: JsonObject): JsonObject {
  const spelled = spellObject(body)
  const { systemInstruction, generationConfig, contents } = spelled
  return {
    ...spelled,
    ...(contents === undefined ? {} : { contents: listed(contents).map(spellContent) }),
    ...(systemInstruction === undefined ? {} : { systemInstruction: system(systemInstruction) }),
    ...(isJsonObject(generationConfig) && Object.keys(generationConfig).length === 0
      ? { generationConfig: undefined }
      : {}),
  }
}

/** A content with its parts as a list. */
export function spellContent(content: JsonValue): JsonValue {
  if (!isJsonObject(content) || content['parts'] === undefined) return content
  return { ...content, parts: listed(content['parts']) }
}

/** An object in camelCase, down to where the user's own keys begin. */
export function spellObject(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => {
      const name = key.replaceAll(/(?<=[A-Za-z0-9])_+([a-z0-9])/g, (_match, letter: string) =>
        letter.toUpperCase(),
      )
      if (name === 'inlineData' && isJsonObject(field)) return [name, blob(spellObject(field))]
      return [name, opaqueFields.has(name) ? field : spellValue(field)]
    }),
  )
}

function spellValue(value: JsonValue | undefined): JsonValue | undefined {
  if (isJsonObject(value)) return spellObject(value)
  return isList(value) ? value.map((entry) => spellValue(entry) ?? null) : value
}

function blob(value: JsonObject): JsonObject {
  const data = value['data']
  if (typeof data !== 'string' || !/[-_]/.test(data)) return value
  return { ...value, data: data.replaceAll('-', '+').replaceAll('_', '/') }
}

/** Libraries write an instruction as a text too. */
function system(value: JsonValue): JsonValue {
  const content = typeof value === 'string' ? { parts: [{ text: value }] } : spellContent(value)
  return isJsonObject(content) ? { ...content, role: undefined } : content
}

function listed(value: JsonValue): readonly JsonValue[] {
  return isList(value) ? value : [value]
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value)
}
