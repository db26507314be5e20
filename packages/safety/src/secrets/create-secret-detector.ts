import { encodedWords, holdEncoded } from '../pii/encoded-words.ts'
import { trigger } from '../prefilter/triggers.ts'
import type { Finding, LocalDetector } from '../types.ts'
import { createViews } from '../unicode/create-views.ts'
import type { View } from '../unicode/views.ts'
import { assignments } from './assignments.ts'
import { commandLines } from './command-lines.ts'
import { pem, swallowPem } from './pem.ts'
import { pipedPasswords } from './piped-passwords.ts'
import { puttyKeys, swallowPuttyKey } from './putty-keys.ts'
import { HORIZON, type SecretFinder } from './secret-match.ts'
import { swallowValue } from './secret-values.ts'
import { createTokenFinder, swallowToken } from './tokens.ts'

const VALUE_RULES: ReadonlySet<string> = new Set([
  'assignment',
  'password',
  'authorization',
  'service-key',
  'command-line',
])

/** Finds API keys, tokens, private keys and passwords; the rule names the format. */
export function createSecretDetector(): LocalDetector {
  const finders: readonly SecretFinder[] = [
    createTokenFinder(),
    pem,
    puttyKeys,
    assignments,
    commandLines,
    pipedPasswords,
  ]
  return {
    id: 'secrets',
    version: '1',
    kind: 'local',
    types: ['SECRET'],
    prefilter: { triggers: trigger.letter | trigger.nonAscii },
    streaming: {
      left: 128,
      right: 1,
      horizon: HORIZON,
      counts: 'plain',
      holdFrom(window, options = {}) {
        const view = (options.views ?? createViews(window)).plain
        const hold = Math.min(
          holdEncoded(view.text),
          ...finders.map((finder) => finder.hold(view.text)),
        )
        return hold === view.text.length ? window.length : view.start(hold)
      },
      swallow: (rule, seen = '') => onPlain(swallowOf(rule, seen)),
    },
    scan(surface, options) {
      const { types, minScore = 0.4 } = options
      if (types !== undefined && !types.includes('SECRET') && !types.includes('ALL')) return []
      const views = options.views ?? createViews(surface.text)
      const found: Finding[] = []
      const look = (view: View): void => {
        for (const finder of finders) {
          finder.find(view.text, ({ start, end, rule, score }) => {
            if (score < minScore) return
            found.push({
              detector: 'secrets',
              type: 'SECRET',
              path: surface.path,
              start: view.start(start),
              end: view.end(end),
              score,
              rule,
            })
          })
        }
      }
      look(views.plain)
      for (const word of encodedWords(views.plain.text)) {
        const [start, end] = [views.plain.start(word.start), views.plain.end(word.end)]
        const before = found.length
        look(createViews(word.text).plain)
        found.push(...found.splice(before).map((finding) => ({ ...finding, start, end })))
      }
      if (options.decoded === true) for (const view of views.decoded) look(view)
      return found
    },
  }
}

function swallowOf(rule: string, seen: string): (piece: string) => number {
  if (rule === 'private-key') return swallowPem(createViews(seen).plain.text)
  if (rule === 'putty-key') return swallowPuttyKey
  return VALUE_RULES.has(rule) ? swallowValue : swallowToken
}

function onPlain(swallow: (piece: string) => number): (piece: string) => number {
  return (piece) => {
    const view = createViews(piece).plain
    const taken = swallow(view.text)
    return taken === view.text.length ? piece.length : view.end(taken)
  }
}
