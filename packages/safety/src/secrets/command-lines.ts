import { isPlaceholder } from './secret-checks.ts'
import { HORIZON, type SecretFinder } from './secret-match.ts'
import { isPassword, isRandom, isReference, valueEnd } from './secret-values.ts'

/** Flags that take a secret, and commands that take one by a short flag; the value begins where the match ends. */
const FLAG =
  /(?:--(?:[a-z]{1,12}-){0,2}(?:api-?key|token|password|passwd|secret)[ \t]{1,2}["']?|\bConvertTo-SecureString[ \t](?:-String[ \t])?["']|\bsshpass[ \t]-p[ \t]?["']?|\bredis-cli[^\n|]{0,40}?[ \t]-a[ \t]["']?|\b(?:mysql|mysqldump|mariadb)\b[^\n|]{0,40}?[ \t]-p["']?|[ \t](?:-u|--user)[ =]["']?[\w.@-]{1,40}:|\blogin[ \t][^\s]{1,64}[ \t]password[ \t]|\bnet[ \t]use[ \t](?:[A-Za-z*]:?[ \t])?\\{2,4}[^\s"]{1,48}[ \t](?:\/user:[^\s"]{1,32}[ \t])?["']?|\bnet[ \t]user[ \t][\w.-]{1,32}[ \t]["']?|\bsudo[ \t](?:-[A-Za-z]{1,3}[ \t]){0,2}-[A-Za-z]{0,3}S[ \t][^\n|;<]{0,40}<<<[ \t]?["']?)(?=[^\s"'-])/g

/** Secrets that are typed into commands. */
export const commandLines: SecretFinder = {
  find(text, emit) {
    if (!/ -|--|login|ConvertTo-|net[ \t]user?[ \t]/.test(text)) return
    for (const match of text.matchAll(FLAG)) {
      const start = match.index + match[0].length
      const end = valueEnd(text, start)
      const head = text.slice(start, Math.min(end, start + HORIZON))
      if (head.length < 8 || isPlaceholder(head) || isReference(head, text[end])) continue
      if (isRandom(head) || isPassword(head, true)) {
        emit({ start, end, rule: 'command-line', score: 0.6 })
      }
    }
  },
  hold: (text) => text.length,
}
