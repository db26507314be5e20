import type { Finding, LocalDetector, ScanOptions } from '../types.ts'
import { createViews } from '../unicode/create-views.ts'
import type { View } from '../unicode/views.ts'
import { crypto } from './crypto.ts'
import { emails, swallowEmail } from './emails.ts'
import { encodedWords, holdEncoded } from './encoded-words.ts'
import { ibans } from './ibans.ts'
import { ids } from './ids.ts'
import { networks } from './networks.ts'
import { numbers } from './numbers.ts'
import { optionals } from './optionals.ts'
import { places } from './places.ts'
import { HORIZON, type Match, type PiiContext, type Recognizer } from './recognizer.ts'
import { selectRecognizers, type Selection } from './select-recognizers.ts'
import { swallowUrl } from './url-end.ts'
import { urls } from './urls.ts'
import { withoutParts } from './without-parts.ts'

const MIN_SCORE = 0.4
/** How far to the left, in the original, anything may decide. */
const LEFT = 128

const builtIn: readonly Recognizer[] = [
  emails,
  numbers,
  ibans,
  urls,
  networks,
  crypto,
  ids,
  ...optionals,
  places,
]

export interface PiiDetectorOptions {
  /** Further recognizers, such as that of names, whose data is loaded by the caller. */
  readonly recognizers?: readonly Recognizer[]
}

/** Finds personal data: cards, accounts, addresses, phones and national ids. */
export function createPiiDetector({ recognizers = [] }: PiiDetectorOptions = {}): LocalDetector {
  const all = [...builtIn, ...recognizers]
  const select = selectRecognizers(all)
  return {
    id: 'pii',
    version: '1',
    kind: 'local',
    types: [...new Set(all.flatMap(({ types }) => types))],
    prefilter: { triggers: all.reduce((bits, { triggers }) => bits | triggers, 0) },
    streaming: {
      left: LEFT,
      right: 1,
      horizon: HORIZON,
      counts: 'plain',
      holdFrom: (window, options = {}) => holdFrom(select(options.types), window, options),
      swallow: (rule) => onPlain(rule === 'email' ? swallowEmail : swallowUrl),
    },
    *prepare(texts) {
      const { recognizers: usual } = select(undefined)
      for (const text of texts)
        for (const recognizer of usual) {
          scanView({ recognizers: [recognizer], types: undefined }, createViews(text).plain, -1, {})
          yield
        }
    },
    scan(surface, options) {
      const views = options.views ?? createViews(surface.text)
      const selection = select(options.types)
      const isMessage = surface.kind === 'text' && surface.role === 'user'
      const { from = 0, triggers = views.triggers } = options.news ?? {}
      const found = scanView(selection, views.plain, triggers, { ...options, isMessage, from })
      found.push(...scanEncoded(selection, views.plain, options))
      if (options.decoded === true) {
        for (const view of views.decoded) found.push(...scanView(selection, view, -1, options))
      }
      return found.map((match) => ({ ...match, detector: 'pii', path: surface.path }))
    },
  }
}

type Found = Omit<Finding, 'detector' | 'path'>

function scanView(
  { recognizers, types }: Selection,
  view: View,
  triggers: number,
  options: ScanOptions & { readonly isMessage?: boolean; readonly from?: number },
): Found[] {
  const { minScore = MIN_SCORE, from = 0 } = options
  const found: Found[] = []
  const context: PiiContext = {
    text: view.text,
    left: (at, count) => leftOf(view, at, count),
    from: view.identity ? from : 0,
    regions: options.regions,
    countries: options.countries,
    types,
    isMessage: options.isMessage === true,
    emit(match: Match) {
      if (match.score < minScore || types?.has(match.type) === false) return
      found.push({ ...match, start: view.start(match.start), end: view.end(match.end) })
    },
  }
  for (const recognizer of recognizers)
    if ((recognizer.triggers & triggers) !== 0) recognizer.find(context)
  return withoutParts(found)
}

/** What short encoded words say: each type that is in one is found at the whole word. */
function scanEncoded(selection: Selection, view: View, options: ScanOptions): readonly Found[] {
  const found: Found[] = []
  for (const word of encodedWords(view.text)) {
    const { plain, triggers } = createViews(word.text)
    const said = scanView(selection, plain, triggers, options)
    const [start, end] = [view.start(word.start), view.end(word.end)]
    for (const type of new Set(said.map((inner) => inner.type))) {
      const first = said.find((inner) => inner.type === type)
      if (first !== undefined) found.push({ ...first, start, end })
    }
  }
  return found
}

function holdFrom({ recognizers }: Selection, window: string, options: ScanOptions): number {
  const view = (options.views ?? createViews(window)).plain
  let hold = holdEncoded(view.text)
  for (const recognizer of recognizers) hold = Math.min(hold, recognizer.hold(view.text))
  return hold === view.text.length ? window.length : view.start(hold)
}

/** Follows the plain form of a piece and answers in its original characters. */
function onPlain(swallow: (piece: string) => number): (piece: string) => number {
  return (piece) => {
    const view = createViews(piece).plain
    const taken = swallow(view.text)
    return taken === view.text.length ? piece.length : view.end(taken)
  }
}

function leftOf(view: View, at: number, count: number): string {
  let from = Math.max(0, at - count)
  if (!view.identity) {
    const least = view.start(at) - LEFT
    while (from < at && view.start(from) < least) from++
  }
  return view.text.slice(from, at)
}
