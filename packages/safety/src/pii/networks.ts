import { trigger } from '../prefilter/triggers.ts'
import { HORIZON, type PiiContext, type Recognizer } from './recognizer.ts'

const V4 = /(?<![\w.-])(?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2}(?!\d))?(?![\w-]|\.\w)/g
const V6 = /(?<![\w:.])(?:[0-9a-fA-F]{1,4}|:):[0-9a-fA-F:.]{1,43}(?![\w:])/g
/** The zone and the length of the prefix behind an address of version 6. */
const SUFFIX =
  /^(?:%[A-Za-z0-9](?:[\w.-]{0,13}\w)?(?![\w-]))?(?:\/(?:12[0-8]|1[01]\d|\d{1,2})(?![\d]))?/
const PARTIAL_SUFFIX = /(?:%[\w.-]{0,15})?(?:\/\d{0,3})?$/
const LONGEST_SUFFIX = 20
const MAC =
  /(?<![\w:.-])(?:[0-9a-fA-F]{2}([:-])(?:[0-9a-fA-F]{2}\1){4}[0-9a-fA-F]{2}|[0-9a-fA-F]{4}\.[0-9a-fA-F]{4}\.[0-9a-fA-F]{4})(?![\w:.-]*[\w])/g
/** The longest address, in groups of four digits with a dotted end. */
const LONGEST = 48
/** The longest with its suffix: with what follows, a stream keeps no more back. */
const LONGEST_WHOLE = HORIZON - 1
const VERSION =
  /(?<![a-z])(?:version|ver\.?|v|release|section|chapter|oid|build|firmware)[\s:=]{0,2}$|§[\s:=]{0,2}$/i

/** Addresses of hosts and network cards. */
export const networks: Recognizer = {
  types: ['IP_ADDRESS', 'MAC_ADDRESS'],
  triggers: trigger.digit | trigger.colon,
  find(context) {
    const { text } = context
    if (text.includes('.')) for (const match of text.matchAll(V4)) judgeV4(match, context)
    if (text.includes(':')) for (const match of text.matchAll(V6)) judgeV6(match, context)
    for (const match of text.matchAll(MAC)) {
      if (/^([0-9a-f])[:.-]?(?:\1[:.-]?)*$/i.test(match[0])) continue
      const end = match.index + match[0].length
      context.emit({ type: 'MAC_ADDRESS', start: match.index, end, score: 0.6, rule: 'mac' })
    }
  },
  hold(text) {
    const tail = text.slice(-LONGEST_SUFFIX)
    const bare = text.length - (PARTIAL_SUFFIX.exec(tail)?.[0].length ?? 0)
    const least = Math.max(0, bare - LONGEST, text.length - LONGEST_WHOLE)
    let start = text.length
    for (let at = bare; at > least && isUnit(text, at - 1); at--) {
      const before = text[at - 2] ?? ' '
      if (!isUnit(text, at - 2) || before === '-' || before === '/') start = at - 1
    }
    return start
  },
}

function isUnit(text: string, at: number): boolean {
  return /[0-9a-fA-F:./-]/.test(text[at] ?? ' ')
}

function judgeV4(match: RegExpExecArray, { text, left, emit }: PiiContext): void {
  const [address = '', bits] = match[0].split('/')
  const octets = address.split('.')
  if (octets.some((octet) => Number(octet) > 255 || (octet.length > 1 && octet.startsWith('0'))))
    return
  if (bits !== undefined && Number(bits) > 32) return
  if (
    address === '0.0.0.0' ||
    /[A-Za-z]\/$/.test(text.slice(Math.max(0, match.index - 2), match.index))
  )
    return
  if (VERSION.test(left(match.index, 12))) return
  emit({
    type: 'IP_ADDRESS',
    start: match.index,
    end: match.index + match[0].length,
    score: 0.6,
    rule: 'ipv4',
  })
}

function judgeV6(match: RegExpExecArray, { text, emit }: PiiContext): void {
  const address = match[0].replace(/[.:]$/, (last, at: number) =>
    match[0][at - 1] === ':' ? last : '',
  )
  if (!isV6(address)) return
  const { index: start } = match
  const end = start + address.length
  const suffix = SUFFIX.exec(text.slice(end, end + LONGEST_SUFFIX + 1))?.[0] ?? ''
  emit({
    type: 'IP_ADDRESS',
    start,
    end: address.length + suffix.length < LONGEST_WHOLE ? end + suffix.length : end,
    score: 0.6,
    rule: 'ipv6',
  })
}

function isV6(address: string): boolean {
  const halves = address.split('::')
  if (halves.length > 2 || !/\d/.test(address) || address === '::1') return false
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  const last = groups.at(-1) ?? ''
  const dotted = last.includes('.')
  if (dotted && !/^(?:\d{1,3}\.){3}\d{1,3}$/.test(last)) return false
  const words = dotted ? groups.slice(0, -1) : groups
  if (!words.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false
  const count = words.length + (dotted ? 2 : 0)
  return halves.length === 2
    ? count >= 2 && count < 8 && (dotted || isPlausible(halves))
    : count === 8
}

/** `a::b1` is a name in code more often than an address; real ones have a longer first group. */
function isPlausible([head = '', tail = '']: readonly string[]): boolean {
  return head === '' ? tail.length > 3 : (head.split(':')[0] ?? '').length >= 3
}
