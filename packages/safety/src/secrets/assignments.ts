import { entropy, isPlaceholder } from './secret-checks.ts'
import { HORIZON, type SecretFinder, type SecretMatch } from './secret-match.ts'
import { isPassword, isRandom, isReference, isValueUnit, valueEnd } from './secret-values.ts'
import { isForService, isServiceKey } from './service-keys.ts'

/** The name of a secret, then how a value is given to it; the value begins where the match ends. */
const ASSIGNMENT =
  /(?:pass(?:word|wd|phrase|code)?|pwd|psk(?<![a-z]psk)|contrase.a|credentials?|senha|secret|token|auth(?<=(?:^|[^\w-])_?auth)(?![\w-])|(?:key|seed|certificate|app[ _-]?id|pat(?<=[a-z _-]pat)(?![a-z]))(?![\w-]{0,20}?(?:pass|pwd|secret|token|key)))[\w-]{0,20}["'`\\]{0,2}(?:(?:[ \t](?:string|String|str))?[ \t]{0,3}(?:=>|[.:?|]{0,3}={1,3}|:)[ \t]{0,3}|[ \t]is[ \t]|[ \t]-[ \t](?=["'])|>\s{0,12}|[ \t]value=|,[ \t]?(?=["']))\\?["'`]?(?=[^\s"'`])/gi
const AUTHORIZATION = /(?:bearer|basic|token|ssws)[ \t]{1,2}(?=[\w.~+/=-]{16})/gi
const CONNECTION = /[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"'<>]{0,64}:(?=[^\s/@"'<>])/gi
/** Oracle's own way of naming a user, a password and a database. */
const ORACLE =
  /(?:\bsqlplus[ \t](?:-[SsLl][ \t]){0,2}["']?|\bjdbc:oracle:\w{3,5}:)[\w$#]{1,30}\/(?=[^\s/@"'<>])/g
const OPEN_CONNECTION =
  /(?::\/\/[^\s/:@"'<>]{0,64}:|(?:\bsqlplus[ \t](?:-[SsLl][ \t]){0,2}["']?|\bjdbc:oracle:\w{3,5}:)[\w$#]{1,30}\/)([^\s/@"'<>]{0,64})$/
const CONNECTIONS = [
  ['://', CONNECTION],
  ['sqlplus', ORACLE],
  ['jdbc:oracle:', ORACLE],
] as const
/** What a seed of one-time passwords is called. */
const ONE_TIME = /(?:otp|2fa|mfa|two[ _-]?factor)[\w -]{0,12}["'`]?[ \t]{0,3}(?:[:=]|is)/i
/** A value that convinces only next to a service is no shorter. */
const LEAST_WEAK = 14
/** What makes a key a secret one. */
const SECRET_KEY =
  /(?:api|access|auth|private|openai|subscription|storage|cosmos|hmac|aes|session|webhook|billing|signing|encryption|account|app|admin|license|sdk|master|functions?|deploy|service|integration|consumer|write)[ _-]?$/i
/** Names that are those of secrets only next to the name of a service. */
const WEAK_NAME = /^(?:key|seed|pat(?![a-z])|certificate|app[ _-]?id)/i
const SECRET_NAME = /^(?:pass|pwd|psk|contras|senha)/i

/** Values given to a name that says they are secret, and passwords in connection strings. */
export const assignments: SecretFinder = {
  find(text, emit) {
    let end = 0
    for (const match of text.matchAll(ASSIGNMENT)) {
      const start = match.index + match[0].length
      if (start >= end) end = valueEnd(text, start)
      judgeValue(text, match, end, emit)
    }
    for (const match of text.matchAll(AUTHORIZATION)) {
      const start = match.index + match[0].length
      judgeHeader(text, start, valueEnd(text, start), emit)
    }
    for (const [mark, opening] of CONNECTIONS) {
      if (!text.includes(mark)) continue
      for (const match of text.matchAll(opening)) judgePassword(text, match, emit)
    }
  },
  hold(text) {
    let start = text.length
    const least = Math.max(0, text.length - HORIZON)
    while (start > least && isValueUnit(text.charCodeAt(start - 1))) start--
    const password = OPEN_CONNECTION.exec(text.slice(-2 * HORIZON - 24))?.[1]
    return password === undefined ? start : Math.min(start, text.length - password.length)
  },
}

type Emit = (match: SecretMatch) => void

function judgeValue(text: string, match: RegExpExecArray, end: number, emit: Emit): void {
  const start = match.index + match[0].length
  const head = text.slice(start, Math.min(end, start + HORIZON))
  const after = end - start > HORIZON ? undefined : text[end]
  if (head.length >= 16 && isSeed(text, match, head)) {
    emit({ start, end, rule: 'assignment', score: 0.7 })
    return
  }
  const isWeak = isWeakName(text, match)
  if (head.length < (isWeak ? LEAST_WEAK : 8) || isReference(head, after)) return
  const isValue = !isWeak && isRandom(head)
  if (!isValue && (isWeak || !isNamedPassword(match[0], head))) {
    if (!isServiceKey(head) || isPlaceholder(head)) return
    if (!isForService(text, match.index, match[0])) return
    emit({ start, end, rule: 'service-key', score: 0.6 })
    return
  }
  if (isPlaceholder(head)) return
  emit({
    start,
    end,
    rule: isValue ? 'assignment' : 'password',
    score: isValue ? 0.7 : 0.5,
  })
}

/** Whether a value needs more than its name: `key` does, `api_key` does not. */
function isWeakName(text: string, match: RegExpExecArray): boolean {
  if (!WEAK_NAME.test(match[0])) return false
  const before = text.slice(Math.max(0, match.index - 14), match.index)
  return !/^key/i.test(match[0]) || !SECRET_KEY.test(before)
}

/** Base32 without a digit looks like a constant: only its name tells that it is a seed. */
function isSeed(text: string, match: RegExpExecArray, head: string): boolean {
  if (!/^(?=.{16})[A-Z2-7]{16,64}={0,6}$/.test(head) || isPlaceholder(head)) return false
  const opening = text.slice(Math.max(0, match.index - 16), match.index) + match[0]
  return ONE_TIME.test(opening) && entropy(head) > 3
}

/** Whether the name is that of a password, and the value not an argument of its own. */
function isNamedPassword(opening: string, head: string): boolean {
  const isArgument = /,[ \t]?["']$/.test(opening) && !/^[A-Z_]+["'],/.test(opening)
  if (!SECRET_NAME.test(opening) || isArgument) return false
  return isPassword(head, /(?:["'`>]|\w=)$/.test(opening))
}

function judgeHeader(text: string, start: number, end: number, emit: Emit): void {
  const head = text.slice(start, Math.min(end, start + HORIZON))
  if (!isPlaceholder(head) && isRandom(head))
    emit({ start, end, rule: 'authorization', score: 0.7 })
}

function judgePassword(text: string, match: RegExpExecArray, emit: Emit): void {
  const start = match.index + match[0].length
  let end = start
  while (end < text.length && end - start <= HORIZON && /[^\s/@"'<>]/.test(text[end] ?? '')) end++
  const password = text.slice(start, end)
  if (end - start > HORIZON || text[end] !== '@' || password.length < 3) return
  if (
    isPlaceholder(password) ||
    match[0].endsWith(`/${password}:`) ||
    /^(?:\w*pass(?:word|wd)?|pwd|secret|user(?:name)?|foo|bar|tiger|\$.*|\{.*|\[.*|%s)$/i.test(
      password,
    )
  )
    return
  emit({ start, end, rule: 'connection-string', score: 0.9 })
}
