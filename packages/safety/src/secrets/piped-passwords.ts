import { isPlaceholder } from './secret-checks.ts'
import type { SecretFinder } from './secret-match.ts'
import { isPassword, isRandom, isUsualWord } from './secret-values.ts'

const LEAST = 5
const PRINT = String.raw`\b(?:echo|printf)[ \t]{1,2}(?:-[neE]{1,2}[ \t])?(?:["']%s(?:\\n)?["'][ \t])?["']?`
const VALUE = String.raw`[\w!#%&*+./:=?@^~][\w!#$%&*+./:=?@^~-]{0,31}`
/** Printed into a command that reads the password it asks for. */
const PIPED = new RegExp(
  String.raw`(${PRINT})(${VALUE})["']?[ \t]{0,2}\|[ \t]{0,2}(?:sudo[ \t]{1,2}(?:-[A-RT-Za-z]{1,2}[ \t]){0,2}-[A-Za-z]{0,3}S|(?:docker|podman|buildah|skopeo)[ \t]login)(?![A-Za-z])`,
  'g',
)
/** What may become such a pipe: the command behind it decides, so the value waits for it. */
const OPEN = new RegExp(
  String.raw`${PRINT}(${VALUE}["']?[ \t]{0,2}(?:\|[ \t]{0,2}(?:[a-z]{1,7}(?:[ \t][\w \t-]{0,14})?)?)?)$`,
)
/** What is before the value, the longest value, and what follows it. */
const LONGEST = 96

/** Passwords piped to `sudo -S` and to the login of a registry. */
export const pipedPasswords: SecretFinder = {
  find(text, emit) {
    if (!text.includes('|')) return
    if (!text.includes('sudo') && !text.includes(' login')) return
    for (const match of text.matchAll(PIPED)) {
      const [, print = '', value = ''] = match
      if (value.length < LEAST || isPlaceholder(value) || !isTyped(value)) continue
      const start = match.index + print.length
      emit({ start, end: start + value.length, rule: 'piped-password', score: 0.7 })
    }
  },
  hold(text) {
    const open = OPEN.exec(text.slice(-LONGEST))?.[1]
    return text.length - (open?.length ?? 0)
  },
}

/** A word alone is more often an example. */
function isTyped(value: string): boolean {
  const isMixed = /\d/.test(value) && /[A-Za-z]/.test(value) && !isUsualWord(value)
  return isMixed || isPassword(value, true) || isRandom(value)
}
