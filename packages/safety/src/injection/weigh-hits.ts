import { cueBits } from './cues.ts'
import type { CueHit } from './find-cues.ts'
import type { RuleHit } from './rule-hit.ts'

const opening = /["`«“”„‘「『(]|(?<![a-z])'/
const closing = /["'`»“”‘’」』)]/
/** What a phrase that is only talked about still weighs: two of them are no attempt. */
const quotedShare = 0.4
/** A value in JSON is no quotation. */
const jsonValue = /": ?"/
const article =
  /\b(?:an?|another|their|its|his|her|ein|einen|einem|une?|una|uno|uma?|een|ett?|en|bir)(?: (?:good|better|great|typical|sample|simple|custom|short|long|perfect|new|nice|basic))?$/
/** Rules or instructions for something else are not the model's own. */
const ofSomething =
  /^ ?(?:about|for|on|regarding|concerning|pour|para|per|zum|zur|voor|dla|pro|для|over|uber|sur|sobre) (?!(?:this|our) (?:chat|conversation))/

/** People answer each other too, and readers of a guide do things first. */
const ofPeople =
  /^(?:before|prior to) (?:you )?(?:can )?(?:do (?!(?:it|this|that|so|the task|what|my)\b)|(?:answer|respond|repl[yi]|complet|finish)[a-z]{0,4} (?:to )?(?:the |an? |our |your )?(?:customers?|clients?|guests?|reporters?|patients?|buyers?|sellers?|parents?|calls?|phone|door|e-?mails?|letters?|survey|form|him|her|them|course|installation|setup|order|purchase|registration|checkout)\b)/

/** Somebody's words are reported: a quotation opens here. */
const reported =
  /\b(?:wrote|writes|said|says|typed|types|sent|asked|asks|told|entered|posted|tried|replied|reads|sends?|sentence|phrase)\b[^.!?\n"“«„]{0,24}["“«„][a-z]?$/
/** What an attacker wrote is told without quotation marks as well. */
const attackers =
  /\b(?:attacker|hacker|spammer|troll|red teamer|fraudster)s? (?:[a-z]{1,8} )?(?:wrote|writes?|said|says?|typed?|types|asked|asks?|posted|tried|tries|entered|sent)[^.!?\n]{0,16}$/
/** Rules for a thing or a place that end are news, not an order. */
const newsOf =
  /(?:regeln|anweisungen|vorgaben|anleitungen|richtlinien|aufgaben|rules|instructions|guidelines|regles|consignes|instrucciones|reglas|istruzioni|regole|instrucoes|regras|regels|zasady|pravidla|правила|инструкции) (?:fur|zum|zur|zu|der firma|des|beim|vom|for|at|of the|about|pour|para|per|voor|dla|pro|для) /

/** What programs do not show again, and what their users must not see. */
const ofScreens =
  /(?:show|display) this (?:message|dialog|window|notice|page) again|user (?:must|should) not (?:see|know) (?:the|an?|any|his|her|their) /

/** An assistant with such a title is no program. */
const ofOffice = /^ (?:professor|manager|director|coach|editor|principal|team)/

/** Who claims to have made the model, and not just to run something. */
const ofMakers = /\byour\b|openai|anthropic|programmed you|maintains you/
/** Rules of an office are told to people. */
const ofPlace =
  /^ (?:im|in the|at the|for the|am|beim|in der|dans|en el|en la|nel|nella|no|na) [^:]/
/** What no user says of a task of his own. */
const replaced =
  /^(?:change of task|new tasks follow|user request has been replaced|instead of the task above)$/
/** Another task is put in the place of the given one. */
const inPlace =
  /instead|rather|lugar|lieu|invece|inves|vez de|plaats|stallet|zamiast|вместо|замість|yerine|بدلا|statt/

/** Nobody asks for the rules of a game like this. */
const inFull = /verbatim|word for word|in full/
/** A question opens a text that goes on with a quotation. */
const asksOf = /^(?:is|are|was|does|do|did|why|when|who|where|how)\b[^"“«„]{0,40}["“«„][a-z]?$/

/** How far a word about the phrase may stand from it, in quarter words. */
const topicReach = 56

/**
 * A user's phrase that is quoted and talked about weighs half: it is the topic, not an order. So
 * does a disclosure of *a* prompt, or one whose object lies inside a quotation.
 */
export function weigh(
  text: string,
  hits: readonly CueHit[],
  at: number,
  match: RuleHit,
  external: boolean,
): RuleHit {
  const { family, end } = match
  if (family === 'new-block') return announces(text, match) ? { ...match, weight: 2.5 } : match
  if (family === 'authority') {
    return ofMakers.test(text.slice(match.start, end)) ? { ...match, weight: 2.5 } : match
  }
  if (match.id === 'reveal-secret' && isWhole(text, match)) return { ...match, weight: 2.5 }
  if (isBare(text, match) && opensText(text, match)) return { ...match, weight: 2.5 }
  if (match.id === 'before-answer' && ofPeople.test(spaced(text.slice(match.start, end)))) {
    return { ...match, weight: 1.5 }
  }
  if (match.id === 'addressed' && ofOffice.test(spaced(text.slice(end, end + 12)))) {
    return { ...match, weight: 1 }
  }
  if (match.id === 'hush' && ofScreens.test(text.slice(match.start, end + 24))) {
    return { ...match, weight: 1 }
  }
  if (external) return match
  if (family !== 'override' && family !== 'everything' && family !== 'reveal') return match
  const half = { ...match, weight: match.weight * quotedShare }
  if (family === 'everything' && text.startsWith(' about ', end)) return half
  if (family === 'override' && splitByQuote(text, match)) return half
  if (family === 'override' && newsOf.test(text.slice(match.start, end))) return half
  if (
    family === 'reveal' &&
    (splitByQuote(text, match) || isIndefinite(text, hits, at) || isOfSomething(text, match))
  ) {
    return half
  }
  return quotedTopic(text, hits, at, match)
}

/** The match itself, or with little weight where a quoted phrase is only the topic. */
export function quotedTopic(
  text: string,
  hits: readonly CueHit[],
  at: number,
  match: RuleHit,
): RuleHit {
  const { start, end, weight } = match
  const before = text.slice(Math.max(0, start - 14), start + 1)
  const quoted =
    opening.test(before) && !jsonValue.test(before) && closing.test(text.slice(start + 1, end + 60))
  const told = text.slice(Math.max(0, start - 48), start + 1)
  const spoken =
    quoted && (isTopic(hits, at) || asksOf.test(text.slice(0, start + 1)) || reported.test(told))
  return spoken || attackers.test(told.slice(0, -1))
    ? { ...match, weight: weight * quotedShare }
    : match
}

/** The text with its words apart, however they were joined to hide them. */
function spaced(text: string): string {
  return text.replaceAll(/[_\n]/g, ' ')
}

/** Whether a colon follows within a few words, or a comma at the text's start: the new block comes next. */
function announces(text: string, { start, end }: RuleHit): boolean {
  const next = text.slice(end, end + 22)
  if (/^[^.!?:：\n]{0,18}[:：](?!\/\/)/.test(next)) return !ofPlace.test(next)
  if (replaced.test(text.slice(start, end))) return true
  return start < 8 && /^[^.!?:,\n]{0,6}[,،] /.test(next) && inPlace.test(text.slice(start, end))
}

/** Whether nothing else is said: a question for the password without saying which. */
function isWhole(text: string, { start, end }: RuleHit): boolean {
  if (start >= 24 || text.length >= 100 || text.length - end > 40) return false
  const ofOthers =
    /\b(?:an?|my|our|any|strong|new|for|of|on|mein\w*|fur|von|vom|zum|de|du|del|da|do|para|pour|di|per|voor|van|til|dla|na|mi|mon|ma|meu|minha|in|to(?! me\b)|behind|means?|phrase|called|wi-?fi|wlan|router|konto|account|e-?mail|log ?in|correo|cuenta|compte|conta|hesap|akun|bank|nicht|polic(?:y|ies)|recommended|generator|manager|reset|forgot|length|field|string|hash|word|python|javascript)\b/
  return !ofOthers.test(text.replaceAll('mot de passe', ''))
}

/** Whether rules as such are cancelled, and not those of a sheet or a search. */
function isBare(text: string, { id, start, end }: RuleHit): boolean {
  if (id === 'override-bare') return true
  const ofData = /filt|[ck]onte[xk]t|task|te[xk]t|value|polic|conversation/
  return id === 'override-all-limits' && !ofData.test(text.slice(start, end))
}

/** Whether a text begins with a match and goes on with what shall be done instead. */
function opensText(text: string, { start, end }: RuleHit): boolean {
  const next =
    /^(?: ?[.!;:]|[「、，：]| (?:and|und|et|y|e|en|och|og|i|a|és|es|ja|και|at|na|и|та|і|ve|dan|và|și|aur|और|اور|এবং) | و)/
  return start < 7 && next.test(text.slice(end, end + 6))
}

function isOfSomething(text: string, { start, end }: RuleHit): boolean {
  const named =
    /(?:rules|guidelines|instructions|restrictions|policy|policies|consignes|regles|instrucciones|reglas|istruzioni|regole|instrucoes|regras|anweisungen|regeln|regels|instructies|regler|zasady|pravidla|правила|инструкции)$/
  const next = text.slice(end, end + 60)
  return named.test(text.slice(start, end)) && ofSomething.test(next) && !inFull.test(next)
}

function splitByQuote(text: string, match: RuleHit): boolean {
  const inside = text.slice(match.start, match.end)
  const from = inside.search(opening)
  return from >= 0 && inside.slice(from + 1).search(closing) < 0
}

function isIndefinite(text: string, hits: readonly CueHit[], at: number): boolean {
  for (let next = at + 1; next < at + 12; next++) {
    const hit = hits[next]
    if (!hit) return false
    if ((hit.cues & (cueBits.passage | cueBits.prompt)) === 0) continue
    return article.test(text.slice(Math.max(0, hit.start - 18), hit.start).trimEnd())
  }
  return false
}

function isTopic(hits: readonly CueHit[], at: number): boolean {
  const from = hits[at]?.step ?? 0
  for (const direction of [-1, 1]) {
    for (let next = at + direction; ; next += direction) {
      const hit = hits[next]
      if (!hit || Math.abs(hit.step - from) > topicReach) break
      if ((hit.cues & (cueBits.topic | cueBits.soft)) !== 0) return true
    }
  }
  return false
}
