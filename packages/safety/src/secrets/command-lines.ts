import { isPlaceholder } from './secret-checks.ts'
import { HORIZON, type SecretFinder, type SecretMatch } from './secret-match.ts'
import { isPassword, isRandom, isReference, valueEnd } from './secret-values.ts'

/** Flags that take a secret, and commands that take one by a short flag; the value begins where the match ends. */
const FLAG =
  /(?:[ \t]--?(?:storepass|keypass|passphrase)[ \t]["']?|--(?:[a-z]{1,12}-){0,2}(?:api-?key|token|password|passwd|secret)[ \t]{1,2}["']?|\bConvertTo-SecureString[ \t](?:-String[ \t])?["']|\bsshpass[ \t]-p[ \t]?["']?|\bredis-cli[^\n|]{0,40}?[ \t]-a[ \t]["']?|\b(?:mysql|mysqldump|mariadb)\b[^\n|]{0,40}?[ \t]-p["']?|[ \t](?:-u|--user)[ =]["']?[\w.@-]{1,40}:|\blogin[ \t][^\s]{1,64}\s{1,8}password[ \t]|\bnet[ \t]use[ \t](?:[A-Za-z*]:?[ \t])?\\{2,4}[^\s"]{1,48}[ \t](?:\/user:[^\s"]{1,32}[ \t])?["']?|\bnet[ \t]user[ \t][\w.-]{1,32}[ \t]["']?|\bsudo[ \t](?:-[A-Za-z]{1,3}[ \t]){0,2}-[A-Za-z]{0,3}S[ \t][^\n|;<]{0,40}<<<[ \t]?["']?)(?=[^\s"'-])/g
/** Programs that take one by a flag of a single letter, which says little alone. */
const PROGRAM =
  /(?:\b(?:login|cqlsh|mongo|mongosh|psexec)\b[^\n|]{0,60}?[ \t]-p[ \t]["']?|\b(?:zip|unzip|sqlcmd|bcp|ipmitool)\b[^\n|]{0,60}?[ \t]-P[ \t]["']?|\bldapsearch\b[^\n|]{0,60}?[ \t]-w[ \t]["']?|\bhtpasswd[ \t]-[A-Za-z]{0,4}b[A-Za-z]{0,2}[ \t][\w./-]{1,40}[ \t](?:[\w.-]{1,32}[ \t])?["']?|[ \t]-U[ \t]["']?[\w.@-]{1,32}%|\bconfigure[ \t]set[ \t]\w{0,30}(?:secret|token)\w{0,20}[ \t]["']?|\b(?:7z[ar]?|rar|unrar)[ \t][^\n|]{0,40}?[ \t]?-p["']?|\bw?l?x?freerdp3?\b[^\n|]{0,60}?[ \t]\/p:["']?|\bsecret[ \t]set[ \t]\w{1,40}[ \t](?:--body|-b)[ =]["']?|\bmysqladmin\b[^\n|]{0,40}?[ \t]password[ \t]["']?|\bsnmp[a-z]{3,8}\b[^\n|]{0,60}?[ \t]-[AX][ \t]["']?)(?=[^\s"'-])/g
/** Marks that begin with a rare sign are sought fastest. */
const PROGRAM_FLAG = /[ \t](?:-{1,2}[A-Za-z]{0,4}[pPwUAXb]|\/p:|(?:set|password)[ \t])/
const PROGRAM_MARKS = [' -', '/p:', 'configure set']

/** Addresses that let in whoever has them, and lines and blocks that say elsewhere whose value it is. */
const PLACE =
  /(?:[?&;](?:sig|Signature)=|\bwebhook\/send\?key=|(?:^|\n)[\w.*-]{1,50}:(?:5432|\*):[\w*-]{1,24}:[\w-]{1,24}:|\bvariable[ \t]"[\w-]{0,20}(?:passw(?:or)?d|secret|token|api_?key)\w{0,8}"[ \t]\{[^{}]{0,52}?\bdefault[ \t]{1,8}=[ \t]")(?=[^\s"'-])/g
const PLACE_MARKS = [
  ...'?sig= &sig= ?Signature= &Signature= ?key= &amp; :5432: :*:'.split(' '),
  'variable "',
]

/** Secrets that are typed into commands. */
export const commandLines: SecretFinder = {
  find(text, emit) {
    if (/ -|--|login|ConvertTo-|net[ \t]user?[ \t]/.test(text)) judge(text, FLAG, emit)
    if (hasAny(text, PROGRAM_MARKS) && PROGRAM_FLAG.test(text)) judge(text, PROGRAM, emit)
    if (hasAny(text, PLACE_MARKS)) judge(text, PLACE, emit)
  },
  hold: (text) => text.length,
}

function hasAny(text: string, marks: readonly string[]): boolean {
  return marks.some((mark) => text.includes(mark))
}

function judge(text: string, opening: RegExp, emit: (match: SecretMatch) => void): void {
  for (const match of text.matchAll(opening)) {
    const start = match.index + match[0].length
    const end = valueEnd(text, start)
    const head = text.slice(start, Math.min(end, start + HORIZON))
    if (head.length < 8 || isPlaceholder(head) || isReference(head, text[end])) continue
    if (isRandom(head) || isPassword(head, true))
      emit({ start, end, rule: 'command-line', score: 0.6 })
  }
}
