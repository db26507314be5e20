import { couldBeLeet } from './could-disguise.ts'
import type { Decoded } from './decoders.ts'
import { markedLines } from './marked-lines.ts'

const MARKER =
  /(?<![\w+/=.-])(?:[a-z]{1,8}[0134578@$!|]|[0134578@$!|]{1,3}[a-z])[a-z01345789@$!|+]{1,12}(?![\w/=-])/gi
const SIGNS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'l',
  '+': 't',
}
const WORD = /[a-z01345789@$!|+]+/gi
const COMMON =
  /^(?:all|al|also|will|tell|rules?|reveals?|limits?|filters?|full|let|like|only|reply|until|following|follow|simple|developers?|policy|policies|guidelines?|role|roleplay|model|language|leak|listen|please|unlock(?:ed)?|unlimited|unfiltered|illegal|allow(?:ed)?|legal|told|files?|delete|emails?|mail|list|hello|help|lines?|last|level|translate|disable|jailbreak|clear|cancel|explain|completely|evil|lift|legally|call|skill|still|special|secretly|actually|literally|blank|block|able|available|world|words|would|should|could|else|earlier|play|place|reply|above|url|link|links|sell|tool|tools|control|personal|assistant|null|nul|ll|i'll|we'll|you'll)$/i

/** Lines with letters written as digits and signs. */
export function* leet(text: string): Generator<Decoded> {
  if (!couldBeLeet(text)) return
  yield* markedLines(text, {
    codec: 'leet',
    marker: MARKER,
    least: 3,
    decode: (line) => [line.replaceAll(WORD, plainWord)],
  })
}

/** A one may be an i or an l: whichever makes a word that attacks need. */
function plainWord(word: string): string {
  if (!/[a-z\d@$]/i.test(word)) return word
  if (/^@a/i.test(word)) return `@${plainWord(word.slice(1))}`
  const trailing = /[!+]+$/.exec(word)?.[0] ?? ''
  const body = word.slice(0, word.length - trailing.length)
  if (body === '') return word
  const read = (one: string) =>
    body.replaceAll(/[01345789@$!|+]/g, (sign) => (sign === '1' ? one : (SIGNS[sign] ?? sign)))
  const asL = read('l')
  if (!body.includes('1') || COMMON.test(asL)) return asL + trailing
  return eachOne(read('1')) + trailing
}

/** Two ones are two l; one after a vowel and before a consonant stays an i. */
function eachOne(word: string): string {
  return word.replaceAll('11', 'll').replaceAll('1', 'i')
}
