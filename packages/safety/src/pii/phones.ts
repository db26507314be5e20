import { isValidPhoneNumber, type CountryCode } from 'libphonenumber-js/min'

import { isAlphanumeric, isDigit } from './characters.ts'
import { openChainStart, type DigitChain } from './digit-chains.ts'
import { looksLikeOtherNumber } from './phone-look-alikes.ts'
import { phoneRegions, type PhoneRegion } from './phone-regions.ts'
import { HORIZON, type PiiContext } from './recognizer.ts'

const CUE =
  /(?<!\p{L})(?:phones?|telephone|tel|tél|téléphone|mobile|cell|cellphone|handy|fax|call(?: (?:me|us|him|her|them))?|called|calling|dial|ring|text (?:me|him|her|us)|sms|whatsapp|contact|reach(?: (?:me|us|him|her))?|hotline|helpline|phone ?(?:no|number)|(?:my|his|her|our|your|new) (?:number|nr)|numéro|número|nummer|erreichbar|telefon\p{L}*|telefoon\p{L}*|teléfono|telefone|móvil|movil|celular|cellulare|portable|mobil\p{L}*|gsm|komórka|puhelin\p{L}*|тел\p{L}*|моб\p{L}*|τηλ\p{L}*|मोबाइल|फ़ोन|फोन|هاتف|جوال|טלפון)(?!\p{L})|電話|携帯|电话|手机|手機|전화|휴대폰|โทร/iu
const NEGATIVE =
  /(?<!\p{L})(?:licen[cs]e|ssn|social security|account|acct|order|invoice|zip|postcode|postal|iban|card|isbn|issn|ean|upc|sku|serial|version|build|commit|revision|tracking|ticket|case|policy|passport|patent|ids?|uuid|ports?|timestamp|dated?|routing|swift|bic|vin|imei|coordinates?|latitude|longitude|konto\p{L}*|rechnung\p{L}*|bestell\p{L}*|facture|commande|factura|pedido|cuenta)(?!\p{L})[^\n]{0,12}$/iu
const EXTENSION = /^[ ,;]{0,2}(?:ext\.?|x|extension|extn\.?) ?\d{1,6}(?![\w])/i
const PARTIAL_EXTENSION =
  /^[ ,;]{0,2}(?:e|ex|ext|ext\.|extn|extn\.|exte|exten|extens|extensi|extensio|extension|x) ?\d{0,6}$/i

/** Phone numbers in one chain: the whole chain, or its parts between spaces. */
export function findPhones(chain: DigitChain, context: PiiContext): void {
  if (chain.end - chain.start > HORIZON || chain.gluedLeft) return
  const { bounds } = chain
  const groups = bounds.length / 2
  let first = 0
  while (first < groups) {
    let last = groups - 1
    for (; last >= first; last--) {
      if (breaksAfter(chain, last, context.text) && judge(chain, first, last, context)) break
    }
    first = last < first ? nextBreak(chain, first, context.text) : last + 1
  }
}

function breaksAfter(chain: DigitChain, group: number, text: string): boolean {
  const next = chain.bounds[2 * group + 2]
  if (next === undefined) return true
  const gap = text.slice(chain.bounds[2 * group + 1], next)
  return gap.includes(' ') || gap === '/'
}

function nextBreak(chain: DigitChain, group: number, text: string): number {
  let next = group
  while (!breaksAfter(chain, next, text)) next++
  return next + 1
}

function judge(chain: DigitChain, first: number, last: number, context: PiiContext): boolean {
  const { text } = context
  const start = first === 0 ? chain.start : openingOf(text, chain.bounds[2 * first] ?? 0)
  const end = chain.bounds[2 * last + 1] ?? 0
  const number = text.slice(start, end)
  const digits = number.replaceAll(/\D/g, '')
  if (digits.length < 7 || digits.length > 17) return false
  const plus = number.startsWith('+') || number.startsWith('(+')
  const extension = EXTENSION.exec(text.slice(end, end + 20))?.[0] ?? ''
  if (extension === '' && end === chain.end && chain.gluedRight) return false
  const near = context.left(start, 60)
  const cue = CUE.test(near)
  if (!plus && (cue ? text[start - 1] === '/' : !standsFree(text, start, end))) return false
  const partial = first > 0 || end < chain.end
  if (partial && !plus && !cue && !/[^\d ]/.test(number)) return false
  if (looksLikeOtherNumber({ text, start, end, number, digits, plus, cue })) return false
  if (!cue && !plus && digits.length < 9) return false
  if (!plus && NEGATIVE.test(context.left(start, 30)) && !cueIsNearer(near)) return false
  const valid = isValid(number, digits, plus, context.regions)
  const international = plus && /^[1-9]\d{8,14}$/.test(digits)
  if (!valid && !cue && !international) return false
  if (!valid && digits.length > 15) return false
  const score = valid ? (cue ? 0.75 : 0.5) : 0.4
  context.emit({
    type: 'PHONE_NUMBER',
    start,
    end: end + extension.length,
    score,
    rule: cue ? 'phone-cue' : plus ? 'phone-international' : 'phone-national',
  })
  return true
}

/** "card 12 … call 555": the word nearer to the number says what it is. */
function cueIsNearer(near: string): boolean {
  const tail = near.slice(-14)
  return CUE.test(tail)
}

function openingOf(text: string, first: number): number {
  return text.charCodeAt(first - 1) === 0x28 ? first - 1 : first
}

/** Not a piece of a path, identifier, decimal or sum of money. */
function standsFree(text: string, start: number, end: number): boolean {
  const before = text[start - 1] ?? ' '
  const after = text[end] ?? ' '
  if ('/_.=$€£¥&%-^@\\#~'.includes(before) && !isEscapedBreak(text, start)) return false
  if (before === ',' && isDigit(text.charCodeAt(start - 2))) return false
  if ('_%$€£=@/'.includes(after)) return false
  if (after === '-' && isAlphanumeric(text.charCodeAt(end + 1))) return false
  return !((after === ',' || after === '.' || after === ':') && isDigit(text.charCodeAt(end + 1)))
}

function isEscapedBreak(text: string, start: number): boolean {
  return text.charCodeAt(start - 2) === 0x5c
}

function isValid(
  number: string,
  digits: string,
  plus: boolean,
  regions: readonly string[] | undefined,
): boolean {
  if (plus)
    return (
      digits.length >= 8 &&
      isValidPhoneNumber(`+${digits.replace(/^(44|49|39|33|61|31|32|41|43|46)0(?=\d{8})/, '$1')}`)
    )
  if (digits.startsWith('00')) return isValidPhoneNumber(`+${digits.slice(2)}`)
  const listed =
    regions === undefined
      ? phoneRegions
      : phoneRegions.filter((row) => regions.includes(row.region))
  if (listed.some((row) => fits(row, digits))) return true
  return (regions ?? []).some(
    (region) => !isListed(region) && isValidPhoneNumber(digits, region as CountryCode),
  )
}

function isListed(region: string): boolean {
  return phoneRegions.some((row) => row.region === region)
}

/** As a national number with or without the trunk prefix, or with the calling code. */
function fits({ trunk, callingCode, national }: PhoneRegion, digits: string): boolean {
  if (digits.length < 7) return false
  return (
    national.test(digits) ||
    (trunk !== '' && digits.startsWith(trunk) && national.test(digits.slice(trunk.length))) ||
    (digits.startsWith(callingCode) && national.test(digits.slice(callingCode.length)))
  )
}

/** The start of a number, or of its extension, that could still grow at the end of the text. */
export function holdPhones(text: string): number {
  const tail = text.slice(-16)
  const cut = tail.search(/(?<=\d)[ ,;]{0,2}(?:e[xtension.]{0,9}|x) ?\d{0,6}$/i)
  const chainEnd =
    cut >= 0 && PARTIAL_EXTENSION.test(tail.slice(cut))
      ? text.length - tail.length + cut
      : text.length
  const start = openChainStart(text.slice(0, chainEnd))
  const held = chainEnd - start <= HORIZON ? start : text.length
  return held === chainEnd ? text.length : held
}
