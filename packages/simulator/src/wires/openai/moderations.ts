import type { Answer, Call } from '../../call.ts'
import { asList } from '../../json.ts'
import { hexText } from '../../random.ts'

const CATEGORIES = [
  'harassment',
  'harassment/threatening',
  'hate',
  'hate/threatening',
  'illicit',
  'illicit/violent',
  'self-harm',
  'self-harm/intent',
  'self-harm/instructions',
  'sexual',
  'sexual/minors',
  'violence',
  'violence/graphic',
]

/** `POST /moderations`: flags `violence` where the text says "violence" or the knob is `filter=1`. */
export function moderations(call: Call): Answer {
  const { input } = call.body
  const inputs = Array.isArray(input) && typeof input[0] === 'string' ? asList(input) : [input]
  const results = inputs.map((each) => {
    const flagged = call.knobs.filter === 1 || /violence/iu.test(JSON.stringify(each) ?? '')
    const of = <Value>(high: Value, low: Value): object =>
      Object.fromEntries(
        CATEGORIES.map((name) => [name, flagged && name === 'violence' ? high : low]),
      )
    return {
      flagged,
      categories: of(true, false),
      category_scores: of(0.98, 0.0001),
      category_applied_input_types: of(['text'], []),
    }
  })
  const body = { id: `modr-${hexText(call.nonce, 32)}`, model: call.model, results }
  return { kind: 'whole', body, chunks: 1 }
}
