import { kind, kindOf } from './letter-kinds.ts'
import { wordBucket, type WordCounts } from './word-counts.ts'

/** How many numbers tell the shape of a prompt. */
export const denseCount = 15

const codeMarks = /```|=>|\bfunction\b|\bclass\b|\bdef\b|[{};]\s*$/im
const mathMarks = /\\frac|\\sum|\$[^$\n]+\$|\d\s*[-+*/^=]\s*\d|∫|√|≤|≥/
const reasoningWords =
  /\b(why|prove|explain|derive|compare|analy[sz]e|step by step|warum|beweise|erkläre|pourquoi|explique|por qué|explica)\b|为什么|解释|なぜ|почему/iu
const choiceMarks = /(?:^|\n)\s*\(?[A-E][).:]\s/gi

// Patterns are dear: each is tried only on a text with something that it must have.
const codeBuckets = ['function', 'class', 'def'].map(wordBucket)
const reasoningBuckets =
  'why prove explain derive compare analyse analyze step warum beweise pourquoi explique explica'
    .split(' ')
    .map(wordBucket)
const clue = { code: 1, maths: 2, operator: 4, choice: 8, anything: 16 } as const
const cluesOf = Uint8Array.from({ length: 128 }, (_, unit) => {
  const sign = String.fromCharCode(unit)
  return (
    ('`{};='.includes(sign) ? clue.code : 0) |
    ('$\\'.includes(sign) ? clue.maths : 0) |
    ('-+*/^='.includes(sign) ? clue.operator : 0)
  )
})

/** Writes the numbers of a text whose words were counted; neither case nor more white space changes them. */
export function writeShape(text: string, words: WordCounts, into: Float32Array): void {
  let digits = 0
  let numbers = 0
  let eastern = 0
  let cyrillic = 0
  let punctuation = 0
  let runs = 0
  let length = 0
  let questions = 0
  let lines = 0
  let clues = 0
  let before = 0x20
  let wasSpace = true
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    let isSpace = false
    if (unit >= 128) {
      const its = kindOf(unit)
      isSpace = its === kind.space
      if (its >= kind.letter) clues |= clue.anything
      if (unit >= 0x0400 && unit <= 0x052f) cyrillic++
      else if (unit >= 0x3040 && unit <= 0xd7af) eastern++
      else if (unit === 0xff1f) questions++
    } else if (unit <= 32) {
      isSpace = unit === 32 || (unit >= 9 && unit <= 13)
      if (unit === 10) lines++
    } else if (!isAsciiLetter(unit)) {
      if (isDigit(unit)) {
        digits++
        if (!isDigit(before)) numbers++
      } else if (unit !== 127) {
        punctuation++
        clues |= cluesOf[unit] ?? 0
        if (unit === 0x3f) questions++
        else if (isChoice(before)) clues |= clue.choice
      }
    }
    if (wasSpace && !isSpace) runs++
    if (!wasSpace || !isSpace) length++
    wasSpace = isSpace
    before = unit
  }
  const isOdd = (clues & clue.anything) !== 0 || !words.isWhole
  const maySum = (clues & clue.operator) !== 0 && digits > 1
  const mayCode = isOdd || (clues & clue.code) !== 0 || hasAny(words, codeBuckets)
  const mayMaths = isOdd || (clues & clue.maths) !== 0 || maySum
  const mayReason = isOdd || hasAny(words, reasoningBuckets)
  const choices = (clues & clue.choice) === 0 ? 0 : (text.match(choiceMarks)?.length ?? 0)
  const least = Math.max(1, length)
  into[0] = 1
  into[1] = Math.log1p(length) / 8
  into[2] = Math.log1p(runs) / 6
  into[3] = (4 * digits) / least
  into[4] = eastern / least
  into[5] = cyrillic / least
  into[6] = mayCode && codeMarks.test(text) ? 1 : 0
  into[7] = mayMaths && mathMarks.test(text) ? 1 : 0
  into[8] = mayReason && reasoningWords.test(text) ? 1 : 0
  into[9] = choices / 5
  into[10] = questions / 3
  into[11] = Math.log1p(lines) / 4
  into[12] = length / Math.max(1, runs) / 8
  into[13] = Math.log1p(numbers) / 4
  into[14] = (4 * punctuation) / least
}

function hasAny(words: WordCounts, buckets: readonly number[]): boolean {
  return buckets.some((bucket) => words.has(bucket))
}

function isAsciiLetter(unit: number): boolean {
  const lower = unit | 32
  return lower >= 97 && lower <= 122
}

function isChoice(unit: number): boolean {
  const lower = unit | 32
  return lower >= 97 && lower <= 101
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57
}
