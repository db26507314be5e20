import { entropy } from './secret-checks.ts'

/** `session_token_2024`, `projects/1234/versions/12`, `X-Amz-S3session-Token`. */
const WORDS_IN_A_ROW =
  /^X(?:-[A-Z][A-Za-z]*\d?[a-z]*)+$|^[A-Za-z]+\d{0,4}(?:[-_./](?:[a-z]+\d{0,4}|\d{1,5}))+$/

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/** Random hex or base64, more even than words. */
export function isRandom(value: string): boolean {
  const head = value.startsWith('base64:') ? value.slice(7) : value
  if (/^[0-9a-f]{16,}$/i.test(head))
    return entropy(head) > 3 && /\d/.test(head) && /[a-f]/i.test(head)
  if (UUID.test(head)) return entropy(head) > 3
  if (/:[0-9a-f]{32}$|^\d{5,16}:A[\w-]{34}$/.test(head)) return true
  if (head.length < 15 || !/^[A-Za-z0-9+/=_.~%!@#$^&*-]+$/.test(head)) return false
  // A short text of even letters has less entropy, so it needs more digits.
  const isShort = head.length < 20
  return (
    entropy(head) > (isShort ? 3.2 : 3.5) &&
    (isShort ? /\d\D*\d/ : /\d/).test(head) &&
    /[A-Za-z]/.test(head) &&
    !WORDS_IN_A_ROW.test(head) &&
    !isIdentifier(head.replaceAll(/[_$]/g, ''))
  )
}

/** Words run together: their letters change case far less often than those of random text. */
function isIdentifier(head: string): boolean {
  const digits = head.replaceAll(/\D/g, '').length
  if (!/^[A-Za-z\d]+$/.test(head) || digits > head.length / 12) return false
  const changes = head.match(/(?<=[a-z])[A-Z\d]|(?<=[A-Z])[a-z\d]|(?<=\d)[A-Za-z]/g) ?? []
  return changes.length < head.length * 0.4
}

/** What stands where a password is asked for or tested. */
const WORDS =
  /^(?:pass(?:word|wd)?|test|admin|demo|secret|qwerty|letmein|user|example|sample|step|level|version|field|input|sha|md|utf|base|oauth|bcrypt|argon|scrypt|pbkdf)[\w-]{0,6}$/i

/** Whether it is a name for a password, or stands for one in an example. */
export function isUsualWord(head: string): boolean {
  return WORDS.test(head)
}

/** Three of lower case, upper case, digits and signs; in quotes also a word with digits behind it. */
export function isPassword(head: string, quoted: boolean): boolean {
  if (isUsualWord(head)) return false
  if (quoted && /^[A-Za-z]{4,16}\d{2,6}[!@#$%^&*?]{0,3}$/.test(head)) return true
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(head)).length
  // Hyphens, dots and underscores join words: they make a password of three kinds only stronger.
  const sign = (kinds === 3 ? /[^A-Za-z0-9]/ : /[^A-Za-z0-9_.-]/).test(head)
  const all = kinds + (sign ? 1 : 0)
  return all >= (quoted ? 3 : 4) || (all === 3 && /[!@#$%^&*?]/.test(head))
}

/** A call, a property or a path, not a value. */
export function isReference(head: string, after: string | undefined): boolean {
  return (
    after === '(' ||
    after === '[' ||
    /^(?:[$@%]|https?:|\/|\.\/|!+[A-Za-z]+$)/.test(head) ||
    /^[A-Za-z_$*]+(?:\.[A-Za-z_$*]+)+$/.test(head) ||
    /^[a-z_$]+\d?(?:\.[A-Za-z_$][\w$]*)+$/.test(head) ||
    isConstant(head)
  )
}

/** `MAX_RETRIES`; random text of one case has more digits and no underscores. */
function isConstant(head: string): boolean {
  if (!/^[A-Z][A-Z0-9_]+$/.test(head)) return false
  return (
    head.length < 20 || head.includes('_') || (head.match(/\d/g) ?? []).length * 8 < head.length
  )
}

/** Where a value that begins at `start` ends. */
export function valueEnd(text: string, start: number): number {
  let end = start
  while (end < text.length && isValueUnit(text.charCodeAt(end))) end++
  return end
}

/** How much of a piece still belongs to a value longer than the horizon. */
export function swallowValue(piece: string): number {
  return valueEnd(piece, 0)
}

/** What an unquoted value may consist of. */
export function isValueUnit(unit: number): boolean {
  return unit > 0x20 && unit < 0x7f && !`"'\`,;<>(){}[]\\|`.includes(String.fromCharCode(unit))
}
