import { GatewayError, type JsonObject } from '@signalbox/core'
import { z } from 'zod'

const number = z.union([z.number(), z.string()]).nullish()
const text = z.string().nullish()

const part = z.looseObject({
  text,
  thoughtSignature: text,
  inlineData: z.looseObject({ mimeType: text, data: text }).nullish(),
  fileData: z.looseObject({ mimeType: text, fileUri: text }).nullish(),
  functionCall: z.looseObject({ id: text, name: text }).nullish(),
  functionResponse: z.looseObject({ id: text, name: text }).nullish(),
})

const content = z.looseObject({ role: text, parts: z.array(part).nullish() })

const generationConfig = z.looseObject({
  temperature: number,
  topP: number,
  topK: number,
  candidateCount: number,
  maxOutputTokens: number,
  seed: number,
  stopSequences: z.array(z.string()).nullish(),
  responseMimeType: text,
  responseModalities: z.array(z.string()).nullish(),
  thinkingConfig: z.looseObject({}).nullish(),
})

/** A turn without parts comes back from answers that were cut; nothing but such turns asks for nothing. */
const contents = z
  .array(content)
  .refine((turns) => turns.some(({ parts }) => (parts ?? []).length > 0), 'no turn has any parts')

const generateBody = z.looseObject({
  contents,
  systemInstruction: content.nullish(),
  tools: z
    .array(
      z.looseObject({ functionDeclarations: z.array(z.looseObject({ name: text })).nullish() }),
    )
    .nullish(),
  toolConfig: z.looseObject({ functionCallingConfig: z.looseObject({}).nullish() }).nullish(),
  generationConfig: generationConfig.nullish(),
  safetySettings: z.array(z.looseObject({})).nullish(),
  cachedContent: text,
  serviceTier: text,
})

const embedding = z.looseObject({ content, outputDimensionality: number })

const batch = z.looseObject({ requests: z.array(embedding).min(1) })

/** Refuses a generate body whose known fields have the wrong types, naming the first. */
export function checkGenerate(body: JsonObject): void {
  refuse(generateBody.safeParse(body))
}

/** The same for one embedding or a batch of them. */
export function checkEmbed(body: JsonObject): void {
  refuse((body['requests'] === undefined ? embedding : batch).safeParse(body))
}

function refuse(result: z.ZodSafeParseResult<unknown>): void {
  const [issue] = result.error?.issues ?? []
  if (issue === undefined) return
  const param = issue.path.map(String).join('.')
  throw new GatewayError('invalid_request', `Invalid value at "${param}": ${issue.message}.`, {
    origin: 'client',
    param,
  })
}
