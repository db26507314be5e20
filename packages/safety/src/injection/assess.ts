import type { Finding, Profile, ScanOptions, Surface } from '../types.ts'
import { createViews } from '../unicode/create-views.ts'
import type { View, Views } from '../unicode/views.ts'
import { disguisedViews } from './disguised-views.ts'
import { foldText } from './fold-text.ts'
import { jointScore } from './joint-score.ts'
import type { InjectionModel } from './model/injection-model.ts'
import { respelledView } from './respelled-view.ts'
import type { RuleEngine } from './rule-engine.ts'
import type { RuleScope } from './rules.ts'
import { alarmSum, type Attempt, ruleScore } from './sum-hits.ts'
import { unescapedView, unescapeText } from './unescaped-view.ts'

/** How likely a text is to give a model orders it must not follow. */
export interface Assessment {
  /** 0 to 1; .5 is the alarm of the balanced profile. */
  readonly score: number
  /** The score of rules for every untrusted text. */
  readonly direct: number
  /** The score of rules for data from outside; 0 for other texts. */
  readonly indirect: number
  /** One finding for each rule family of the strongest attempt, and one for the model if it alarms. */
  readonly findings: readonly Finding[]
}

/**
 * From which score on a profile alarms, chosen on the corpus' `tune` split: strict may alarm on 1 %
 * of its benign texts and balanced on .5 %. The scores of rules are steps; see corpus/MODEL-CARD.md.
 */
export const profileThresholds: Readonly<Record<Profile, number>> = {
  strict: 0.4,
  balanced: 0.5,
  monitor: 0.4,
}

const clear: Assessment = { score: 0, direct: 0, indirect: 0, findings: [] }

/** Reads one surface with rules and, when given, the model; texts of the operator are not judged. */
export function assessInjection(
  surface: Surface,
  options: ScanOptions,
  rules: RuleEngine,
  model?: InjectionModel,
): Assessment {
  if (surface.trust === 'operator' || surface.text === '') return clear
  const views = options.views ?? createViews(surface.text)
  const scopes: readonly RuleScope[] =
    surface.trust === 'external' ? ['direct', 'external'] : ['direct']
  const threshold = profileThresholds[options.profile ?? 'balanced']
  const readings = viewsToRead(views, options, surface.trust === 'user').map((view) =>
    read(view, scopes, rules, model),
  )
  const best = readings.reduce((a, b) => (b.score > a.score ? b : a))
  const direct = Math.max(...readings.map((reading) => reading.direct))
  const indirect = surface.trust === 'external' ? best.score : 0
  if (best.score < threshold) return { score: best.score, direct, indirect, findings: [] }
  return { score: best.score, direct, indirect, findings: findingsOf(surface, best) }
}

function viewsToRead(views: Views, options: ScanOptions, typed: boolean): readonly View[] {
  const folded = unescapedView(views.folded)
  if (options.decoded === false) return [folded]
  const said = [folded, ...views.decoded.map(foldedView), ...disguisedViews(views.folded)]
  return typed ? [...said, ...said.flatMap((view) => respelledView(view) ?? [])] : said
}

/** What an encoded span says, as rules read it; all of it maps to the whole span. */
function foldedView({ text, start, end }: View): View {
  return { text: foldText(unescapeText(text)), identity: false, start, end }
}

interface Reading {
  readonly view: View
  readonly attempt: Attempt
  readonly score: number
  readonly direct: number
  /** The best window of the model when the score is its own. */
  readonly window?: { readonly start: number; readonly end: number }
}

function read(
  view: View,
  scopes: readonly RuleScope[],
  rules: RuleEngine,
  model: InjectionModel | undefined,
): Reading {
  const attempt = rules(view.text, scopes)
  const byRules = ruleScore(attempt.sum)
  const base = { view, attempt, direct: ruleScore(attempt.directSum), score: byRules }
  if (!model) return base
  const judge = scopes.includes('external') ? model.external : model.user
  const verdict = judge(view.text, attempt)
  const score = jointScore(attempt.sum, verdict)
  if (score > verdict.score) return { ...base, score }
  return { ...base, score, window: { start: verdict.start, end: verdict.end } }
}

function findingsOf(surface: Surface, reading: Reading): Finding[] {
  const { view, attempt, score, window } = reading
  const finding = (rule: string, start: number, end: number): Finding => {
    const from = view.start(Math.min(start, view.text.length - 1))
    const to = view.end(Math.min(end, view.text.length))
    const { path } = surface
    const span = { start: from, end: Math.max(from + 1, to) }
    return { detector: 'injection', type: 'PROMPT_INJECTION', path, ...span, score, rule }
  }
  const byRules =
    attempt.sum >= alarmSum || window === undefined
      ? attempt.hits.map((hit) => finding(hit.id, hit.start, hit.end))
      : []
  const byModel = window ? [finding('model', window.start, window.end)] : []
  return [...byRules, ...byModel].toSorted((a, b) => a.start - b.start || a.end - b.end)
}
