import { RE2JS } from 're2js'

import type { Finding, LocalDetector } from '../types.ts'
import { createViews } from '../unicode/create-views.ts'

const MAX_PATTERN = 1000
const MAX_FINDINGS = 1000

export interface RegexRule {
  /** The part after `regex/` in a rule's `detect`. */
  readonly name: string
  /** RE2 syntax: no backreferences and no lookaround, so that every text takes linear time. */
  readonly pattern: string
  readonly ignoreCase?: boolean
  /** The type its findings carry; `REGEX` by default. */
  readonly type?: string
  readonly score?: number
}

/** Finds what a tenant's own pattern matches, on the plain view; its matches have no bound, so it cannot stream. */
export function createRegexDetector(rule: RegexRule): LocalDetector {
  const { name, pattern, ignoreCase = false, type = 'REGEX', score = 1 } = rule
  if (pattern.length > MAX_PATTERN)
    throw new RangeError(`The pattern of ${name} is longer than ${MAX_PATTERN} characters.`)
  const compiled = RE2JS.compile(pattern, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0)
  const id = `regex/${name}`
  return {
    id,
    version: '1',
    kind: 'local',
    types: [type],
    scan(surface, options) {
      const { plain } = options.views ?? createViews(surface.text)
      const matcher = compiled.matcher(plain.text)
      const found: Finding[] = []
      while (found.length < MAX_FINDINGS && matcher.find()) {
        const [from, until] = [matcher.start(), matcher.end()]
        if (until === from) continue
        const start = plain.start(from)
        found.push({
          detector: id,
          type,
          path: surface.path,
          start,
          end: plain.end(until),
          score,
          rule: name,
        })
      }
      return found
    },
  }
}
