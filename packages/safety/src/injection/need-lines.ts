/** A word as a text must have it: whole, or with more letters behind. */
export interface NeededWord {
  readonly text: string
  readonly whole: boolean
}

/** One of some words, so many units at most behind where the word before it begins. */
export interface Step {
  readonly words: readonly NeededWord[]
  readonly reach: number
}

/** Words that stand in a match in their order; the reach of the first is from where the match begins. */
export type Need = readonly Step[]

/** What each pattern of a rule needs: one of some needs, and an empty one holds everywhere. */
export type RuleNeeds = readonly (readonly Need[])[]

/**
 * Needs as lines of text, one for each rule: its id, then its patterns by ` ; `, their needs by
 * ` , ` and the steps of these by spaces. A step is its reach and its words, whole ones with a dot.
 * Reads all, or those of the wanted rules.
 */
export function* readNeeds(
  lines: string,
  wanted?: ReadonlySet<string>,
): Generator<void, ReadonlyMap<string, RuleNeeds>> {
  const known = new Map<string, RuleNeeds>()
  for (const [index, line] of lines.trim().split('\n').entries()) {
    if (index % atATime === 0) yield
    const space = line.indexOf(' ')
    const id = line.slice(0, space)
    if (wanted?.has(id) === false) continue
    const patterns = line.slice(space + 1).split(' ; ')
    const needs = patterns.map((pattern) => pattern.split(' , ').map(needOf))
    known.set(id, needs)
  }
  return known
}

function needOf(text: string): Need {
  if (text === everywhere) return []
  return text.split(' ').map((step) => {
    const [reach = '', ...words] = step.split('|')
    return { reach: reach === endless ? Infinity : Number(reach), words: words.map(wordOf) }
  })
}

function wordOf(text: string): NeededWord {
  const whole = text.endsWith('.')
  return { text: whole ? text.slice(0, -1) : text, whole }
}

/** Lines between two pauses. */
const atATime = 16
const everywhere = '*'
const endless = 'any'

/** The inverse of `readNeeds`. */
export function writeNeeds(known: ReadonlyMap<string, RuleNeeds>): string {
  const wordText = ({ text, whole }: NeededWord) => (whole ? `${text}.` : text)
  const stepText = ({ reach, words }: Step) =>
    [reach === Infinity ? endless : String(reach), ...words.map(wordText)].join('|')
  const needText = (need: Need) => (need.length === 0 ? everywhere : need.map(stepText).join(' '))
  const lines = [...known].map(
    ([id, patterns]) =>
      `${id} ${patterns.map((needs) => needs.map(needText).join(' , ')).join(' ; ')}`,
  )
  return `${lines.join('\n')}\n`
}
