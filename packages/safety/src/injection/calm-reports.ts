import type { Calm } from './calm.ts'

const cancels = ['override', 'everything', 'forget-told', 'forget-bare'] as const
const ofModel = /\b(?:you|your|ur|prompts?|developer|openai)\b/

/** Phrases of attacks in the indicative: what others do, decided or built, and what is only named. */
export const calmReports: readonly Calm[] = [
  // A tool is to be built so that it ignores something.
  {
    of: [...cancels, 'lawless-trait'],
    before:
      /\b(?:linter|checker|compiler|parser|crawler|formatter|scanner|indexer|validator|importer) (?:should|must|can|may|will|could) (?:not )?$/,
    unless: ofModel,
  },
  {
    of: cancels,
    before:
      /\b(?:bot|assistant|agent|app|widget|plugin) (?:should|must|can|could|to) (?:be able to )?$/,
    opening: /^(?:feature request|idea|ticket|bug|issue|user story|as an? [a-z]+ (?:i|we) want)\b/,
    unless: ofModel,
  },
  {
    of: ['override'],
    inside: /messages$/,
    after: /^ (?:on|after) \/?(?:reset|restart|log ?out)\b/,
  },
  // Those who govern decided it.
  {
    of: ['override', 'override-bare', 'bans-lifted'],
    before:
      /\b(?:committee|parliament|council|board|school|club|court|ministry|government|decree|proclamation|union|parish)\b[^.!?\n]{0,32}\b(?:voted|decided|decides|announced|says?|said|ruled|agreed|declares?)(?: that)? (?:(?:all|the|our|their|old|previous|earlier) ){0,3}$/,
    unless: ofModel,
  },
  // A role one is told not to leave, or when to.
  {
    of: ['leave-role'],
    before:
      /\b(?:don't|don’t|do not|never|without|mustn't|must not|when|if|once|until|unless|only)\b[^.!?\n]{0,56}$/,
    after: /^(?! (?:of|as|you)\b)/,
  },
  // Limits of money, and manners of critics.
  {
    of: ['persona-free', 'persona-limits', 'lawless-self'],
    inside: /no limits$/,
    after:
      /^ (?:on|to) (?:silliness|length|style|(?:the |your |my |our )?(?:budget|length|spending|imagination|fantasy|creativity|number|time|humou?r))/,
  },
  {
    of: ['persona-free', 'unbound-self', 'persona-limits'],
    inside: /(?:unfiltered|unrestricted|uncensored)$/,
    after:
      /^ (?:[a-z]+ )?(?:critic|reviewer|coach|editor|columnist|musician|artist|gardener|chef|cook)\b/,
  },
  { of: ['lawless-mode'], before: /\b(?:goes|went|turns|switches|switched|flips|slips) ?$/ },
  {
    of: ['authority'],
    inside: /mode$/,
    after:
      /^(?: enabled| on)? ?(?:in|of|for) (?:this|my|the|an?) (?:[a-z]+ ){0,3}(?:shooter|game|builder|simulator|rpg|racer|demo|emulator|level|platformer)\b/,
  },
  {
    of: ['no-refusal', 'forced-start'],
    inside: /^never say/,
    before: /\b(?:people|men|women|they|who|[a-z]{3,12}(?:ists|ers|ors)) $/,
  },
  { of: ['guarded-word'], inside: /\bmy own\b/ },
  // The work in hand begins anew.
  {
    of: ['everything', 'not-above'],
    after:
      /^[,;:] (?:here(?:'s|’s| is| are) (?:the )?(?:right|correct|final|new|version|file)|(?:the|my|our) (?:client|customer|professor|teacher|editor|boss|wife|husband|sister|brother)\b)/,
  },
  // A saying, a meme or the name of a trick.
  {
    of: ['override', 'unbound-self', 'authority', 'plain-mode'],
    after:
      /^["'”’»]? (?:(?:is|was|were) (?:an? (?:meme|joke|line|phrase|slogan|song|trend|classic)|printed|written)\b|(?:trick|jailbreak|meme)s? (?:work|fool|stop|bec[ao]me|come|came|function)[a-z]*\b)/,
  },
  {
    of: ['plain-mode'],
    inside: /\b(?:trick|prompt)s?\b[^.!?\n]*\?/,
    opening: /^(?:how|why|when|in what way|what)\b/,
  },
  {
    of: ['override', 'everything'],
    opening:
      /^(?:jak se rekne|wie sagt man|how (?:do|does|would) (?:you|one) say|comment dit-on|como se dice|como se diz|come si dice|hur sager man|hvordan siger man|hoe zeg je)\b/,
  },
]
