import { trigger } from '../prefilter/triggers.ts'
import { commonWords } from './common-words.ts'
import { BEFORE_NAMES, BEFORE_PLACES, CUE, STRONG } from './name-cues.ts'
import { bare, isFirstName, isLastName, nameBounds, particleStart } from './name-words.ts'
import { HORIZON, type PiiContext, type Recognizer } from './recognizer.ts'

export interface NameLists {
  readonly first: ReadonlySet<string>
  readonly last: ReadonlySet<string>
}

/** The first looks are at ASCII: they spare most places the dear ones at letters of all scripts. */
const WORD =
  /(?=[A-Z\u{80}-\u{10ffff}])(?<![\w@./\\#-])(?<![\p{L}\p{N}_@./\\#-])\p{Lu}(?:\.|[\p{L}\p{M}'’-]{1,30})(?![\p{L}\p{N}_@])/gu
const PARTICLE =
  /^ (?:(?:van|von|de|del|della|der|den|di|da|do|dos|du|la|le|al|el|bin|ibn|ben|ter|ten|zu|y|e) ){0,3}$/
/** Endings that few words have but last names. */
const LAST_ENDING =
  /\p{L}{2}(?:[eo]va|sk[iya]|ck[iy]|wicz|czyk|enko|shvili|opoulos|idis|akis|escu|o[gğ]lu|[nrstv]sen|sson|dóttir|quist|qvist|strøm|ström|hofer|huber|meier|maier|stra|inga|elli|etti|ucci|eiro|ães|guez|rrez|ndez|ñez|nathan|swamy|murthy|ashvili|yan|chuk|czak)$/u
/** Behind a name they make it that of a company or a house. */
const ORGANISATION: ReadonlySet<string> = new Set(
  'llc ltd inc plc gmbh ag corp corporation company co group bank brothers bros holdings partners foundation institute university college school hospital airport hotel museum motors airlines'.split(
    ' ',
  ),
)
/** Companies that are called like a person. */
const HOUSES: ReadonlySet<string> = new Set(
  'morgan stanley,calvin klein,ralph lauren,harley davidson,harley-davidson,tommy hilfiger,louis vuitton,hugo boss,aston martin,jack daniels,levi strauss,goldman sachs,jimmy choo,estee lauder,christian dior,marc jacobs,ernst young,dolce gabbana,philip morris,hewlett packard,taylor francis,victoria secret'.split(
    ',',
  ),
)
const OPEN_TAIL =
  /(?<![\p{L}\p{N}_@./\\#-])\p{Lu}[\p{L}\p{M}'’.-]*(?: (?:\p{Ll}{1,5} ){0,3}\p{Lu}[\p{L}\p{M}'’.-]*){0,8}(?: (?:\p{Ll}{1,5} ){0,3}\p{Ll}{0,5})?$/u

/** Names of people from word lists and the words around them; expects the lists from `loadNames`. */
export function createNameRecognizer(lists: NameLists): Recognizer {
  return {
    types: ['PERSON'],
    optIn: true,
    triggers: trigger.upper | trigger.nonAscii,
    find(context) {
      let run: RegExpExecArray[] = []
      for (const match of context.text.matchAll(WORD)) {
        const before = run.at(-1)
        const gap =
          before === undefined
            ? ''
            : context.text.slice(before.index + before[0].length, match.index)
        if (before !== undefined && !joins(before[0], gap)) {
          judge(run, lists, context)
          run = []
        }
        run.push(match)
      }
      judge(run, lists, context)
    },
    hold(text) {
      const tail = text.slice(-HORIZON - 1)
      const at = tail.search(OPEN_TAIL)
      if (at < 0) return text.length
      return at === 0 && tail.length < text.length ? text.length : text.length - tail.length + at
    },
  }
}

/** The lists themselves are 200 KB of source: loaded only here, and made sets when a name is looked up. */
export async function loadNames(): Promise<NameLists> {
  const [{ firstNames, lastNames }, { moreFirstNames, moreLastNames }, world] = await Promise.all([
    import('./name-data.ts'),
    import('./more-names.ts'),
    import('./world-names.ts'),
  ])
  let first: ReadonlySet<string> | undefined
  let last: ReadonlySet<string> | undefined
  return {
    get first() {
      return (first ??= new Set(
        `${firstNames} ${moreFirstNames} ${world.worldFirstNames}`.split(' '),
      ))
    },
    get last() {
      return (last ??= new Set(`${lastNames} ${moreLastNames} ${world.worldLastNames}`.split(' ')))
    },
  }
}

/** Particles stand between the words of a name, and a title may end with a dot. */
function joins(before: string, gap: string): boolean {
  if (!gap.startsWith('.')) return PARTICLE.test(gap)
  return before.length < 5 && commonWords.has(before.toLowerCase()) && PARTICLE.test(gap.slice(1))
}

function judge(run: readonly RegExpExecArray[], lists: NameLists, context: PiiContext): void {
  const [head, tail] = [run[0], run.at(-1)]
  if (head === undefined || tail === undefined) return
  if (tail.index + tail[0].length - head.index > HORIZON) return
  const [from, until] = nameBounds(run, lists.first)
  const [one, last] = [run[from], run[until - 1]]
  if (from >= until || until - from > 4 || one === undefined || last === undefined) return
  if (ORGANISATION.has(bare(run[until]?.[0] ?? ''))) return
  const words = run.slice(from, until).map(([word]) => bare(word))
  if (HOUSES.has(words.join(' '))) return
  const start = particleStart(run[from - 1], one, context.text)
  const score = scoreOf(words, lists, context.left(start, 60))
  if (score === 0 || (words.length === 1 && !isWritten(one[0]))) return
  const end = last.index + last[0].replace(/['’]s$/, '').length
  context.emit({ type: 'PERSON', start, end, score, rule: 'name' })
}

/** Not an abbreviation, nor a name in code: McDonald and FitzGerald have their capital sooner. */
function isWritten(word: string): boolean {
  return /\p{Ll}/u.test(word) && !/\p{Ll}{4}\p{Lu}/u.test(word)
}

/** No word before a name that says so, with the marks behind it, is longer. */
const ANNOUNCED_WITHIN = 32

function scoreOf(words: readonly string[], lists: NameLists, near: string): number {
  const [head = ''] = words
  if (words.length === 1) return scoreOfOne(head, lists, near)
  const { first, last } = lists
  const tail = words.at(-1) ?? ''
  if (isFirstName(head, first)) return 0.8
  const isKnown = isLastName(tail, last)
  if (isKnown && words.some((word) => first.has(word))) return 0.75
  const before = near.slice(-ANNOUNCED_WITHIN)
  const expected = STRONG.test(before) || BEFORE_NAMES.test(before)
  const cue = expected || CUE.test(near)
  if (isKnown && cue) return 0.75
  if (isKnown && head.endsWith('.')) return 0.7
  if (words.length === 2 && last.has(head) && isFirstName(tail, first)) return 0.5
  if (cue && LAST_ENDING.test(tail)) return 0.5
  return expected ? 0.6 : 0
}

function scoreOfOne(word: string, { first, last }: NameLists, near: string): number {
  const isFirst = isFirstName(word, first)
  if (!isFirst && word.length <= 2 && !last.has(word)) return 0
  const strong = STRONG.test(near.slice(-ANNOUNCED_WITHIN))
  if (!isFirst) return strong ? 0.6 : 0
  if (!strong && (BEFORE_PLACES.test(near) || isPartner(near, first))) return 0
  return strong || CUE.test(near) ? 0.7 : 0.45
}

/** Marks & Spencer: two last names joined by a sign are a company. */
function isPartner(near: string, first: ReadonlySet<string>): boolean {
  const other = near.endsWith(' & ') ? /(\p{L}+) & $/u.exec(near)?.[1] : undefined
  return other !== undefined && !first.has(other.toLowerCase())
}
