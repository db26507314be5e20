import { entropy } from './secret-checks.ts'

/** Random hex or base64, more even than words. */
export function isRandom(head: string): boolean {
  if (/^[0-9a-f]{16,}$/i.test(head))
    return entropy(head) > 3 && /\d/.test(head) && /[a-f]/i.test(head)
  if (/:[0-9a-f]{32}$/.test(head)) return true
  if (head.length < 16 || !/^[A-Za-z0-9+/=_.~%!@#$^&*-]+$/.test(head)) return false
  return (
    entropy(head) > 3.5 &&
    /\d/.test(head) &&
    /[A-Za-z]/.test(head) &&
    !/^[a-z]+(?:[-_.][a-z]+)+\d*$/i.test(head) &&
    !isIdentifier(head)
  )
}

/** Words run together: their letters change case far less often than those of random text. */
function isIdentifier(head: string): boolean {
  const digits = head.replaceAll(/\D/g, '').length
  if (!/^[A-Za-z\d]+$/.test(head) || digits > head.length / 12) return false
  const changes = head.match(/(?<=[a-z])[A-Z\d]|(?<=[A-Z])[a-z\d]|(?<=\d)[A-Za-z]/g) ?? []
  return changes.length < head.length * 0.4
}

/** Three of lower case, upper case, digits and signs. */
export function isPassword(head: string, quoted: boolean): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(head)).length
  // Hyphens, dots and underscores join words: they make a password of three kinds only stronger.
  const sign = kinds === 3 ? /[^A-Za-z0-9]/ : /[^A-Za-z0-9_.-]/
  return isStrong(head, kinds + (sign.test(head) ? 1 : 0), quoted)
}

function isStrong(head: string, kinds: number, quoted: boolean): boolean {
  if (/^(?:pass(?:word|wd)?|test|admin|demo|secret|qwerty|letmein|user)\w{0,6}$/i.test(head))
    return false
  return kinds >= (quoted ? 3 : 4) || (kinds === 3 && /[!@#$%^&*?]/.test(head))
}

/** A call, a property or a path, not a value. */
export function isReference(head: string, after: string | undefined): boolean {
  return (
    after === '(' ||
    after === '[' ||
    /^(?:[$@%]|https?:|\/|\.\/|!+[A-Za-z]+$)/.test(head) ||
    /^[A-Za-z_$*]+(?:\.[A-Za-z_$*]+)+$/.test(head) ||
    /^[a-z_$]+\d?(?:\.[A-Za-z_$][\w$]*)+$/.test(head) ||
    /^[A-Z][A-Z0-9_]+$/.test(head)
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
