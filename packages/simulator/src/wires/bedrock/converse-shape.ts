import {
  any,
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

const cachePoint = members({ type: one('default'), ttl: one('5m', '1h') }, 'type')
const s3Location = members({ uri: text, bucketOwner: text }, 'uri')
const source = members({ bytes: text, s3Location })
const image = members({ format: one('png', 'jpeg', 'gif', 'webp'), source }, 'format', 'source')
const video = members(
  {
    format: one('mkv', 'mov', 'mp4', 'webm', 'flv', 'mpeg', 'mpg', 'wmv', 'three_gp'),
    source,
  },
  'format',
  'source',
)
const audio = members({ format: text, source }, 'format', 'source')
const document = members(
  {
    format: one('pdf', 'csv', 'doc', 'docx', 'xls', 'xlsx', 'html', 'txt', 'md'),
    name: text,
    source: members({ bytes: text, s3Location, text, content: list(object) }),
    context: text,
    citations: object,
  },
  'name',
  'source',
)
const toolUse = members(
  { toolUseId: text, name: text, input: any, type: text },
  'toolUseId',
  'name',
  'input',
)
const toolResult = members(
  {
    toolUseId: text,
    content: list(members({ text, json: any, image, document, video, searchResult: object })),
    status: one('success', 'error'),
    type: text,
  },
  'toolUseId',
  'content',
)
const reasoningContent = members({
  reasoningText: members({ text, signature: text }, 'text'),
  redactedContent: text,
})

const block = members({
  text,
  image,
  document,
  video,
  audio,
  toolUse,
  toolResult,
  reasoningContent,
  cachePoint,
  guardContent: object,
  citationsContent: object,
  searchResult: object,
  toolAddition: object,
  toolRemoval: object,
})

const toolSpec = members(
  { name: text, description: text, inputSchema: members({ json: object }, 'json'), strict: any },
  'name',
  'inputSchema',
)

/** Every field of a Converse request. */
export const CONVERSE_SHAPE: Shape = members({
  messages: list(
    members({ role: one('user', 'assistant', 'system'), content: list(block) }, 'role', 'content'),
  ),
  system: list(members({ text, guardContent: object, cachePoint })),
  inferenceConfig: members({
    maxTokens: integer(1),
    temperature: number(0, 1),
    topP: number(0, 1),
    stopSequences: list(text, 2_500),
  }),
  toolConfig: members(
    {
      tools: list(members({ toolSpec, systemTool: members({ name: text }, 'name'), cachePoint })),
      toolChoice: members({ auto: members({}), any: members({}), tool: members({ name: text }) }),
    },
    'tools',
  ),
  guardrailConfig: object,
  additionalModelRequestFields: any,
  additionalModelResponseFieldPaths: list(text, 10),
  promptVariables: record(object),
  requestMetadata: record(text),
  performanceConfig: members({ latency: one('standard', 'optimized') }),
  serviceTier: members({ type: one('default', 'flex', 'priority', 'reserved') }, 'type'),
  outputConfig: members({
    textFormat: members(
      {
        type: one('json_schema'),
        structure: members(
          { jsonSchema: members({ name: text, description: text, schema: text }, 'schema') },
          'jsonSchema',
        ),
      },
      'type',
      'structure',
    ),
    effort: text,
  }),
})
