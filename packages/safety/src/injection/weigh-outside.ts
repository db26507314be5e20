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
  /\b(?:(?:attackers?|hackers?|researchers?|he|she|they) (?:[a-z]{1,8} )?(?:wrote|writes?|said|says?|hid|typed?)|prints?|printed|mug|shirt)\b[^.!?\n"“«„]{0,24}["“«„']$/
/** What is not bound by rules is a person in a report. */
const thirdPerson = /\b(?<!(?:you|ai|assistant|model|bot) )(?:was|were|is|are|be) $/
/** Part of a name in a program, or of its code. */
const ofCode = /\w_\w[^ ]* | [^ ]*\w_\w|[`{}=;]|\.[a-z]{4,}/
const secretNoun = /^ (?:societ|servic|santa|agent|garden|ballot)/

/**
 * Weighs a match in data from outside, where people speak to people, documents set their readers
 * tasks, and code is full of words that mean something else.
 */
export function weighOutside(text: string, match: RuleHit): RuleHit {
  const { id, start, end, weight } = match
  const to = (most: number) => (weight > most ? { ...match, weight: most } : match)
  if (spoken.has(id)) return to(0)
  const before = text.slice(Math.max(0, start - 64), start)
  if (taskRules.has(id)) return listed.test(before) ? to(1) : match
  const said = text.slice(start, end)
  if (id === 'override' || id.startsWith('reveal') || id === 'override-all') {
    if (told.test(before) || ofCode.test(said)) return to(1)
  }
  if (id === 'override-limits' && thirdPerson.test(before)) return to(1)
  if (id === 'hush' && said === 'in secret' && secretNoun.test(text.slice(end, end + 12))) {
    return to(0)
  }
  if (id === 'persona-free' && /[.!?] |\n/.test(said)) return to(1.5)
  if (id === 'everything' && said.startsWith('override</')) return to(0)
  return match
}
