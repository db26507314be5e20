import type { Answer, Call, Operation, Wire } from '../../call.ts'
import { checkContext } from '../../check-context.ts'
import { asObject } from '../../json.ts'
import { Refusal } from '../../refusal.ts'
import { embedAnswer } from './embed.ts'
import { googleError, googleHeaders } from './errors.ts'
import { generateAnswer, type Framing } from './generate-reply.ts'
import { camelBody, generatePrompt } from './generate-request.ts'
import { checkGenerate } from './generate-strict.ts'

const MODELS_PATH =
  /^\/v1(?:beta)?(?:\/projects\/[^/]+\/locations\/[^/]+\/publishers\/google)?\/models(?:\/([^/]+?))?(?::([a-zA-Z]+))?$/u

/** Gemini under `/google/v1beta` and `/google/v1`, Vertex paths included. */
export const google: Wire = {
  route: ({ method, path, query }) => {
    const match = MODELS_PATH.exec(path)
    if (match === null) return undefined
    const [, coded = '', action = ''] = match
    const model = decodeURIComponent(coded)
    const operation = (wire: string, stream: boolean, run: Operation['run']): Operation => ({
      wire: `google-${wire}`,
      model,
      stream,
      run,
    })
    switch (`${method} ${action}`) {
      case 'POST generateContent':
        return operation('generate', false, (call) => generate(call))
      case 'POST streamGenerateContent':
        return operation('generate', true, (call) =>
          generate(call, query.get('alt') === 'sse' ? 'sse' : 'array'),
        )
      case 'POST countTokens':
        return operation('count-tokens', false, countTokens)
      case 'POST embedContent':
      case 'POST batchEmbedContents': {
        const batch = action === 'batchEmbedContents'
        return operation('embed', false, (call) => embedAnswer(call, camelBody(call.body), batch))
      }
      case 'GET ':
        return operation('models', false, () => (model === '' ? listModels() : readModel(model)))
      default:
        return undefined
    }
  },
  error: (refusal) => googleError(refusal),
  headers: googleHeaders,
}

function generate(call: Call, framing?: Framing): Answer {
  const body = camelBody(call.body)
  if (call.strict) checkGenerate(call, body)
  const prompt = generatePrompt(body)
  checkContext(prompt, call)
  return generateAnswer(call, body, prompt, framing)
}

function countTokens(call: Call): Answer {
  const body = camelBody(call.body)
  const inner = body['generateContentRequest'] ?? body
  const { inputTokens } = generatePrompt(asObject(inner))
  const wished = Number.parseInt(call.knobs.usage ?? '', 10)
  const totalTokens = Number.isNaN(wished) ? inputTokens : wished
  const promptTokensDetails = [{ modality: 'TEXT', tokenCount: totalTokens }]
  return { kind: 'whole', body: { totalTokens, promptTokensDetails }, chunks: 1 }
}

const MODELS = ['sim-fast', 'sim-smart', 'sim-reasoning', 'sim-google']

const modelEntry = (id: string): object => ({
  name: `models/${id}`,
  version: '001',
  displayName: `${id} (DEMO)`,
  inputTokenLimit: 1_048_576,
  outputTokenLimit: 65_536,
  supportedGenerationMethods: ['generateContent', 'countTokens', 'embedContent'],
})

function listModels(): Answer {
  return { kind: 'whole', body: { models: MODELS.map(modelEntry) } }
}

function readModel(id: string): Answer {
  if (id.startsWith('missing')) throw new Refusal(404, '', { reason: 'model', code: id })
  return { kind: 'whole', body: modelEntry(id) }
}
