import {
  any,
  bool,
  either,
  integer,
  list,
  members,
  number,
  object,
  one,
  record,
  text,
  type Shape,
} from '../../shape.ts'

const blob = members({ mimeType: text, data: text, displayName: text })
const fileData = members({ mimeType: text, fileUri: text, displayName: text })

const part = members({
  text,
  thought: bool,
  thoughtSignature: text,
  inlineData: blob,
  fileData,
  functionCall: members({
    id: text,
    name: text,
    args: object,
    partialArgs: list(object),
    willContinue: bool,
  }),
  functionResponse: members({
    id: text,
    name: text,
    response: object,
    parts: list(members({ inlineData: blob, fileData })),
    willContinue: bool,
    scheduling: text,
  }),
  executableCode: object,
  codeExecutionResult: object,
  toolCall: object,
  toolResponse: object,
  videoMetadata: object,
  mediaResolution: object,
  partMetadata: object,
})
const content = members({ role: one('user', 'model', 'function', ''), parts: list(part) })

const declaration = members({
  name: text,
  description: text,
  parameters: object,
  parametersJsonSchema: any,
  response: object,
  responseJsonSchema: any,
  behavior: text,
})

const tool = members({
  functionDeclarations: list(declaration),
  googleSearch: object,
  googleSearchRetrieval: object,
  googleMaps: object,
  urlContext: object,
  codeExecution: object,
  computerUse: object,
  fileSearch: object,
  retrieval: object,
  mcpServers: list(object),
})

const level = one('MINIMAL', 'LOW', 'MEDIUM', 'HIGH', 'THINKING_LEVEL_UNSPECIFIED')
const generationConfig = members({
  temperature: number(0, 2),
  topP: number(0, 1),
  topK: number(0),
  candidateCount: integer(1, 8),
  maxOutputTokens: integer(1),
  stopSequences: list(text),
  seed: integer(),
  presencePenalty: number(-2, 2),
  frequencyPenalty: number(-2, 2),
  responseLogprobs: bool,
  logprobs: integer(0, 20),
  responseMimeType: text,
  responseSchema: object,
  responseJsonSchema: any,
  responseModalities: list(text),
  thinkingConfig: members({
    includeThoughts: bool,
    thinkingBudget: integer(-1),
    thinkingLevel: level,
  }),
  mediaResolution: text,
  speechConfig: object,
  imageConfig: object,
  enableEnhancedCivicAnswers: bool,
})

/** Every field of a generateContent request that Google knows. */
export const GENERATE_SHAPE: Shape = members({
  model: text,
  contents: list(content),
  systemInstruction: either(content, text),
  tools: list(tool),
  toolConfig: members({
    functionCallingConfig: members({
      mode: one('AUTO', 'ANY', 'NONE', 'VALIDATED', 'MODE_UNSPECIFIED'),
      allowedFunctionNames: list(text),
      streamFunctionCallArguments: bool,
    }),
    retrievalConfig: object,
    includeServerSideToolInvocations: bool,
  }),
  safetySettings: list(members({ category: text, threshold: text, method: text })),
  generationConfig,
  cachedContent: text,
  labels: record(text),
  serviceTier: text,
  modelArmorConfig: object,
})
