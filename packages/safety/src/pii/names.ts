import { trigger } from '../prefilter/triggers.ts'
import { commonWords } from './common-words.ts'
import { HORIZON, type PiiContext, type Recognizer } from './recognizer.ts'

export interface NameLists {
  readonly first: ReadonlySet<string>
  readonly last: ReadonlySet<string>
}

const WORD = /(?<![\p{L}\p{N}_@./\\#-])\p{Lu}(?:\.|[\p{L}\p{M}'’-]{1,30})(?![\p{L}\p{N}_@])/gu
const PARTICLE =
  /^ (?:(?:van|von|de|del|della|der|den|di|da|do|dos|du|la|le|al|el|bin|ibn|ben|ter|ten|zu|y|e) ){0,3}$/
const STRONG =
  /(?:(?<!\p{L})(?:mrs?|ms|miss|mx|dr|prof|professor|sir|madam|herr|frau|mme|monsieur|madame|señora?|sra?|dott|signora?|pan|pani)\.? |(?:my name is|name is|i am|i'm|this is|dear|hi|hello|hey|attn:?|signed,?|regards,|sincerely,|thanks,|ich heiße|mein name ist|je m'appelle|me llamo|mi chiamo|named|name[:=]|"name": ?"|contact:?|patient:?|customer:?|employee:?|by)\s?)$/iu
/** Words that whole names follow, but also other words with a capital. */
const BEFORE_NAMES =
  /(?<!\p{L})(?:mijn naam is|ik ben|ik heet|de heer|mevrouw|meneer|nazywam się|jestem|mitt namn är|jag heter|mit navn er|mitt navn er|jeg heter|meu nome é|(?:eu )?me chamo|o meu nome é|sono|soy|je suis|c'est|heißt|heiße|heet|se llama|s'appelle|si chiama|nommée?|familie|herrn|don|doña|dona|senhora?|client[ea]?|pa[cz]ient[ea]?|patientin|kunde|kundin|klant|klient(?:ka)?|employee|tenant|applicant|holder|beneficiary(?: is)?|author|written by|signed by|titulaire|titular|intestatario|kontoinhaber(?:in)?|ansprechpartner(?:in)?|z\. ?hd\.|p\. ?p\.)[:,]? ?$/iu
/** Endings that few words have but last names. */
const LAST_ENDING =
  /\p{L}{2}(?:[eo]va|sk[iya]|ck[iy]|wicz|czyk|enko|shvili|opoulos|idis|akis|escu|o[gğ]lu|[nrstv]sen|sson|dóttir|quist|qvist|strøm|ström|hofer|huber|meier|maier|stra|inga|elli|etti|ucci|eiro|ães|guez|rrez|ndez|ñez|nathan|swamy|murthy|ashvili|yan|chuk|czak)$/u
const CUE =
  /(?<!\p{L})(?:name|names|mr|mrs|ms|dr|customer|patient|employee|client|user|contact|friend|colleague|wife|husband|son|daughter|brother|sister|mother|father|manager|director|author|written|met|told|said|says|asked|called|named|with|from|dear|signed|for|to|by)(?!\p{L})[^.!?\n]{0,24}$/iu
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
        if (before !== undefined && !PARTICLE.test(gap)) {
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
  const [{ firstNames, lastNames }, { moreFirstNames, moreLastNames }] = await Promise.all([
    import('./name-data.ts'),
    import('./more-names.ts'),
  ])
  let first: ReadonlySet<string> | undefined
  let last: ReadonlySet<string> | undefined
  return {
    get first() {
      return (first ??= new Set(`${firstNames} ${moreFirstNames}`.split(' ')))
    },
    get last() {
      return (last ??= new Set(`${lastNames} ${moreLastNames}`.split(' ')))
    },
  }
}

function judge(run: readonly RegExpExecArray[], lists: NameLists, context: PiiContext): void {
  const [head, tail] = [run[0], run.at(-1)]
  if (head === undefined || tail === undefined) return
  if (tail.index + tail[0].length - head.index > HORIZON) return
  const words = nameWords(run, lists.first)
  const [one, last] = [words[0], words.at(-1)]
  if (one === undefined || last === undefined || words.length > 4) return
  const score = scoreOf(
    words.map(([word]) => bare(word)),
    lists,
    context.left(one.index, 60),
  )
  if (score === 0 || (words.length === 1 && !/\p{Ll}/u.test(one[0]))) return
  const end = last.index + last[0].replace(/['’]s$/, '').length
  context.emit({ type: 'PERSON', start: one.index, end, score, rule: 'name' })
}

/** A run of capitalised words without the ones at its ends that belong to the sentence. */
function nameWords(
  run: readonly RegExpExecArray[],
  first: ReadonlySet<string>,
): readonly RegExpExecArray[] {
  const words = run.map(([word]) => bare(word))
  const isCommon = (at: number): boolean => commonWords.has(words[at] ?? '')
  const isFirst = (at: number): boolean => first.has(words[at] ?? '')
  let from = 0
  let until = run.length
  while (from < until && isCommon(from)) {
    if (isFirst(from) && from + 1 < until && !isCommon(from + 1)) break
    from++
  }
  while (
    until > from &&
    ((isCommon(until - 1) && until - 1 > from) || /^\p{Lu}\.$/u.test(run[until - 1]?.[0] ?? ''))
  )
    until--
  while (
    until - from > 1 &&
    !isFirst(from) &&
    isFirst(from + 1) &&
    /\p{Ll}/u.test(run[from]?.[0] ?? '')
  ) {
    if (until - from === 2 && !commonWords.has(words[from] ?? '')) break
    from++
  }
  return run.slice(from, until)
}

function bare(word: string): string {
  return word.toLowerCase().replace(/['’]s$/, '')
}

function scoreOf(words: readonly string[], { first, last }: NameLists, near: string): number {
  const strong = STRONG.test(near)
  const expected = strong || (words.length > 1 && BEFORE_NAMES.test(near))
  const cue = expected || CUE.test(near)
  const [head = ''] = words
  const tail = words.at(-1) ?? ''
  if (words.length === 1) {
    if (first.has(head)) return cue ? 0.7 : 0.45
    return strong && head.length > 2 ? 0.6 : 0
  }
  const opensWithFirst =
    first.has(head) || (head.includes('-') && head.split('-').every((part) => first.has(part)))
  if (opensWithFirst) return 0.8
  if (last.has(tail) && (cue || words.some((word) => first.has(word)))) return 0.75
  if (head.endsWith('.') && last.has(tail)) return 0.7
  if (cue && LAST_ENDING.test(tail)) return 0.5
  return expected ? 0.6 : 0
}
