import { calmProse } from './calm-prose.ts'
import type { RuleHit } from './rule-hit.ts'

/** What a user types to a model, people say to each other in mails, tickets and books. */
const spoken: ReadonlySet<string> = new Set([
  'about-secret',
  'above-not-real',
  'always-complies',
  'drop-task',
  'forget-bare',
  'forget-told',
  'guarded-word',
  'hidden-part',
  'not-above',
  'only-master',
  'opposed-self',
  'orders-void',
  'plain-mode',
  'praised-then',
  'puppet-config',
  'two-voices',
  'word-unsaid',
])

/** Tasks for pupils, lists of things to do and prompts shown as examples: they name what follows. */
const listed =
  /(?:\b(?:tasks?|steps?|phase|part|question|problem|exercise|homework|assignment|todo|to-do|reminder|lesson)(?: \d{1,4})?[:.)]? ?|\bprompts?["']?[:=][^\n]{0,12}|"role" ?: ?"user" ?, ?"content)$/
/** In these the task comes with its separator. */
const taskRules: ReadonlySet<string> = new Set([
  'chat-task',
  'code-task',
  'desk-task',
  'program-task',
])

/** What somebody is reported to have said, or what is printed on a thing, is no order. */
const told =
  /\b(?:(?:attackers?|hackers?|researchers?|he|she|they) (?:[a-z]{1,8} )?(?:wrote|writes?|said|says?|hid|typed?)|prints?|printed|mug|shirt|attacks? (?:such as|like))\b[^.!?\n"“«„]{0,24}["“«„']$/
/** People were told to do so, and this is the news. */
const ordered = /\b(?:told|ordered|urged|instructed|advised) (?:[a-z]{1,12} ){1,3}(?:not )?to $/
/** What to write or print is quoted next. */
const shown = /^(?:write|print): ["“]/
/** What is not bound by rules is a person in a report. */
const thirdPerson = /\b(?<!(?:you|ai|assistant|model|bot) )(?:was|were|is|are|be) $/
/** Part of a name in a program, or of its code. */
const ofCode = /\w_\w[^ ]* | [^ ]*\w_\w|[`{}=;]|\.[a-z]{4,}/
/** All the above of some kind is no conversation. */
const thingsAbove = /^ (?:settings|values|options|defaults|methods|fields|items|flags|styles)\b/
const stealing: ReadonlySet<string> = new Set(['exfiltration', 'leak-user-data', 'spill-user'])
/** A post, a mail or a share, and not what is done with one. */
const noun = /\b(?:an?|the|this|that|blog|my|our|your|last|first|job|next) $/
/** What a thing is called as well as what is done with it. */
const doubleNoun =
  /^(?:send|e?-?mail|forward|upload|post|leak|submit|share|reply|pass|show|report|export|copy|list|append)\b/
/** What a page hides until a visitor may see it. */
const forVisitors = /^ (?:be (?:logged|signed) in|enable|sign in|log in|accept|have javascript)/
/** What later papers put in the place of earlier ones. */
const contract =
  /\b(?:supersede|replace)[a-z]{0,2}\b.*(?:agreement|understanding|contract|edition|version)/
const secretNoun = /^ (?:societ|servic|santa|agent|garden|ballot)/

/**
 * Weighs a match in data from outside, where people speak to people, documents set their readers
 * tasks, and code is full of words that mean something else.
 */
export function weighOutside(text: string, found: RuleHit): RuleHit {
  const match = calmProse(text, found)
  const { id, family, start, end, weight } = match
  const to = (most: number) => (weight > most ? { ...match, weight: most } : match)
  if (spoken.has(id)) return to(0)
  const before = text.slice(Math.max(0, start - 64), start)
  if (taskRules.has(id)) return listed.test(before) ? to(1) : match
  const said = text.slice(start, end)
  if (family === 'override' || family === 'reveal') {
    if (
      ordered.test(before) &&
      !/\b(?:you|ais?|assistants?|models?|bots?) (?:not )?to $/.test(before)
    )
      return to(1)
    if (told.test(before) || ofCode.test(said) || shown.test(said)) return to(1)
  }
  if (id === 'override-limits' && thirdPerson.test(before)) return to(1)
  if (id === 'hush' && said === 'in secret' && secretNoun.test(text.slice(end, end + 12))) {
    return to(0)
  }
  if (id === 'persona-free' && /[.!?] |\n/.test(said)) return to(0.9)
  if (family === 'everything') {
    if (said.startsWith('override</') || thingsAbove.test(text.slice(end, end + 12))) return to(1)
    // Who corrects himself in a chat or a mail speaks to people.
    if (/\b(?:i|we) (?:have )?(?:said|wrote|told)/.test(said)) return to(2)
  }
  if (
    stealing.has(id) &&
    ((noun.test(before) && doubleNoun.test(said)) || said.includes('@localhost'))
  )
    return to(1)
  if (id === 'addressed' && text.startsWith('</label', end)) return to(0)
  if (id === 'hidden-markup' && forVisitors.test(text.slice(end, end + 24))) return to(0)
  if (id === 'errand-recall' && said.endsWith('answering the questions')) return to(0)
  if (family === 'override' || family === 'new-block') {
    if (contract.test(text.slice(start, end + 24))) return to(0)
  }
  return match
}
