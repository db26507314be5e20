import type { View } from '../unicode/views.ts'

/** Words of orders and secrets that careless and cunning writers misspell. */
const words: readonly string[] = [
  'before',
  'bypass',
  'confidential',
  'developer',
  'directives',
  'disregard',
  'everything',
  'forget',
  'guidelines',
  'hidden',
  'ignore',
  'ignoring',
  'initial',
  'instruction',
  'instructions',
  'original',
  'override',
  'passphrase',
  'password',
  'pretend',
  'previous',
  'prompt',
  'repeat',
  'restrictions',
  'reveal',
  'secret',
  'system',
  'unrestricted',
]

/** Words of some language that are one letter away from those above. */
const others: ReadonlySet<string> = new Set([
  'confidentiel',
  'developed',
  'forged',
  'forgot',
  'ignora',
  'ignori',
  'ignoro',
  'originel',
  'overrode',
  'passord',
  'passwort',
  'previos',
  'repeal',
  'repent',
  'reveil',
  'revel',
  'sekret',
  'sistem',
  'systeem',
])

/** Words whose apostrophe is left out. */
const short: ReadonlyMap<string, string> = new Map([
  ['arent', "aren't"],
  ['cant', "can't"],
  ['didnt', "didn't"],
  ['doesnt', "doesn't"],
  ['dont', "don't"],
  ['isnt', "isn't"],
  ['mustnt', "mustn't"],
  ['shouldnt', "shouldn't"],
  ['werent', "weren't"],
  ['youre', "you're"],
  ['youve', "you've"],
])

const byInitial: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(Object.groupBy(words, (word) => word.charAt(0))).map(([letter, list]) => [
    letter,
    list ?? [],
  ]),
)

/** Longer texts are no short orders typed in haste, and would be read twice. */
const longest = 4000

interface Edit {
  /** Where the word stood, and where its right spelling stands. */
  readonly from: number
  readonly to: number
  readonly at: number
  readonly end: number
}

/** A folded text with misspelt words of orders put right, if it has any. */
export function respelledView(folded: View): View | undefined {
  if (folded.text.length > longest) return undefined
  const edits: Edit[] = []
  let shift = 0
  const text = folded.text.replaceAll(
    /(?<![a-z])[a-y][a-z]{3,13}(?![a-z'])/g,
    (word, from: number) => {
      const right = rightSpelling(word)
      if (right === undefined) return word
      const at = from + shift
      edits.push({ from, to: from + word.length, at, end: at + right.length })
      shift += right.length - word.length
      return right
    },
  )
  if (edits.length === 0) return undefined
  return {
    text,
    identity: false,
    start: (index) => folded.start(placeOf(edits, index, 'from')),
    end: (index) => folded.end(placeOf(edits, index, 'to')),
  }
}

function rightSpelling(word: string): string | undefined {
  const contraction = short.get(word)
  if (contraction !== undefined || word.length < 5) return contraction
  const near = byInitial.get(word.charAt(0))
  if (near === undefined || others.has(word)) return undefined
  return near.find(
    (right) => !word.startsWith(right) && !right.startsWith(word) && isOneSlip(word, right),
  )
}

/** Whether one letter was left out, put in, changed or swapped with the next one. */
function isOneSlip(word: string, right: string): boolean {
  const longer = word.length - right.length
  if (longer < -1 || longer > 1) return false
  let at = 0
  while (word.charAt(at) === right.charAt(at)) at++
  if (longer === 1) return word.slice(at + 1) === right.slice(at)
  if (longer === -1) return word.slice(at) === right.slice(at + 1)
  if (word.slice(at + 1) === right.slice(at + 1)) return true
  const swapped =
    word.charAt(at) === right.charAt(at + 1) && word.charAt(at + 1) === right.charAt(at)
  return swapped && word.slice(at + 2) === right.slice(at + 2)
}

/** The place in the misspelt text of one in the other; inside a word, its beginning or end. */
function placeOf(edits: readonly Edit[], index: number, side: 'from' | 'to'): number {
  let place = index
  for (const edit of edits) {
    if (index <= edit.at) break
    if (index < edit.end) return edit[side]
    place = index + edit.to - edit.end
  }
  return place
}
