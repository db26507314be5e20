import type { RuleHit } from './rule-hit.ts'

/** What a match is in a document when it is no order, by the id of its rule: the most it may weigh. */
interface Reading {
  readonly ids: ReadonlySet<string>
  readonly most: number
  /** All that are given must hold. */
  readonly before?: RegExp
  readonly said?: RegExp
  readonly after?: RegExp
}

const reveals = new Set(['reveal-own', 'reveal-prompt', 'reveal-passage', 'reveal-limits'])
const overrides = new Set(['override', 'override-limits', 'override-all', 'override-all-limits'])
const personas = new Set(['persona-free', 'role', 'lawless-self'])
const tasks = new Set(['trivia', 'chat-task', 'desk-task', 'code-task', 'program-task'])
const only = (...ids: string[]): ReadonlySet<string> => new Set(ids)

/** How manuals, licences, changelogs and the pages of programs say what looks like an order. */
const readings: readonly Reading[] = [
  // A model that is sent something is no addressee: one is called, or a colon follows.
  {
    ids: only('addressed'),
    most: 1,
    said: /^(?:to|for|message to|messages? for|instructions? (?:for|to)|(?:ai )?agents)\b/,
    after:
      /^(?![^.\n]{0,30}?(?:[:!\])>—–]| - |, ?(?:please|you|do|don't|ignore|kindly|when|if|before|first|the user))|$| (?:read|process|summari|review|handl|pars|who|which))/,
  },
  {
    ids: only('addressed'),
    most: 1,
    before: /\b(?:an?|any|each|every|first|next|sends?|sent|the|previous|last) $/,
    said: /^messages? (?:to|for)\b/,
    after: /^(?! ?[:!\])>—–])/,
  },
  { ids: personas, most: 0, before: /<\/?$/, said: /^ol\b/ },
  {
    ids: personas,
    most: 0.5,
    said: /^(?:acts|act) as (?:if|though|an? (?:bridge|proxy|wrapper|hint))\b/,
  },
  {
    ids: personas,
    most: 0.5,
    before: /\b(?:it|that|which|script|class|server|engine|file|and|or|module|option|\*\*) $/,
    said: /^(?:acts|acting|behaves?)\b/,
  },
  {
    ids: personas,
    most: 0,
    said: /^you(?:'ll| will) be\b/,
    after:
      /^ (?:responsible|liable|prompted|informed|asked|able|charged|notified|redirected|billed|contacted|taken)\b/,
  },
  {
    ids: personas,
    most: 0,
    said: /^you(?:'ll| will) be (?:responsible|liable|prompted|informed|asked|able)\b|^you are free to (?:use|copy|share|modify|distribute)/,
  },
  { ids: personas, most: 0, said: /^you become\b/, after: /^ (?:aware|compliant|a member)/ },
  // Something is put into a prompt, and output is a thing.
  {
    ids: reveals,
    most: 1,
    said: /\b(?:in|into|to|from|for|of|with|by|audit|change|edit|provide|write|set) (?:the |an? )?your (?:own )?[a-z ]{3,20}$/,
  },
  {
    ids: reveals,
    most: 1,
    said: /^(?:inject|include|audit|provide|grouped|fetch|copy and paste|negotiate)/,
  },
  {
    ids: reveals,
    most: 1,
    before: /\b(?:the|an?|in|to|for|of|this|from|as|its|that|input|example|text|per) $/,
    said: /^outputs?\b/,
  },
  { ids: reveals, most: 1, said: /^(?:be )?told (?:not )?/ },
  {
    ids: reveals,
    most: 1,
    said: /(?:context window|preamble|preamble|prompt cache|internal command)$/,
  },
  {
    ids: reveals,
    most: 1,
    said: /[*@`{}/]|\b(?:requests?|commands?|messages?|setup)$|\binto your$|\bby the [a-z ]{3,20}$|^check\b|\btold not to$/,
  },
  {
    ids: only('kept-otherwise'),
    most: 1,
    said: /\byour (?:config|configuration|setup|project|package|file|code|app|account|list|cart)$/,
  },
  // What overrides is an option, and what is ignored is in a program.
  {
    ids: overrides,
    most: 1,
    before:
      /\b(?:used to|values?|options?|flags?|settings|properties|variables?|it|they|can|may|must|also|around|users can) _{0,2}$/,
    said: /^(?:override|bypass|work around|ignore)/,
  },
  {
    ids: overrides,
    most: 1,
    said: /^(?:override|ignore|bypass) [a-z]+'s |\bproxy\b|\bcache\b|^work around/,
  },
  {
    ids: only('override-bare'),
    most: 0.5,
    after: /^(?:,| and| or) /,
    before: /[`"'] ?$|\b(?:an?|the|this|format) $/,
  },
  {
    ids: only('everything'),
    most: 1,
    after: /^ (?:line|row|column|page|section|version|level|chapter|\d)/,
  },
  // A step of an installation comes first, too.
  {
    ids: only('before-answer', 'first'),
    most: 1,
    said: /^(?:if [^.]{0,40})?(?:first,? )?you (?:must|need to|have to|should) first/,
    after:
      /^ (?:install|set|reject|enable|get|create|build|configure|download|add|run|log|sign|register|generate|import|declare)/,
  },
  {
    ids: only('before-answer', 'first'),
    most: 1,
    before: /\b(?:want|need|wish|have) to [^.]{1,48}$/,
    said: /^you (?:must|need to|have to|should) first/,
  },
  {
    ids: only('no-refusal', 'persona-comply'),
    most: 0,
    before: /\b(?:fails?|failure|unable|impossible [^.]{1,20}|refus(?:es?|al)) to $/,
  },
  {
    ids: only('no-refusal', 'persona-comply'),
    most: 0.5,
    said: /fail to comply|^regardless of|\billegal(?! (?:or|and) |$)/,
  },
  // In C and in the pages of libraries one calls functions.
  { ids: only('call-tool'), most: 1, said: /\($/, after: /^(?:\)|[a-z_&* ,]{1,40}\))/ },
  {
    ids: only('call-tool'),
    most: 1,
    said: /function$/,
    after: /^(?: instead|[.,;)]| from| in| of)/,
  },
  // What a program shows or leaves unseen.
  {
    ids: only('hush'),
    most: 1,
    said: /^users? (?:must|should|need|can|may)?/,
    after:
      /^ (?:see|see the|view|face|know) (?:raw|the|an?|any|internal|these|this (?:error|page|screen|dialog|state)|stack|his|her|their)/,
  },
  {
    ids: only('hush'),
    most: 1,
    before: /\b(?:automat[a-z]*|execut[a-z]*|runs?|applied|approved)\b[^.]{0,30}$/,
    said: /^without user\s(?:confirmation|intervention|interaction|input)$/,
  },
  // A list of names in brackets, and the scope of a commit.
  {
    ids: only('part-for-model'),
    most: 1,
    before: /\b(?:feat|fix|chore|docs?|refactor|test|perf|build|ci|style) ?$/,
  },
  {
    ids: only('part-for-model'),
    most: 1,
    said: /^[([{]/,
    after:
      /^(?:[a-z0-9_.]{0,16}(?: [a-z0-9_.]{1,16})?(?:,| and| or) ?){0,5}[a-z0-9_.]{0,16}(?: [a-z0-9_.]{1,16}){0,2} ?[)}\]]/,
  },
  {
    ids: only('meant-for-model'),
    most: 1,
    after: /^[^a-z]{0,2}(?:used|usually|which|that|as|see|are|is)\b/,
  },
  // Headings of a manual, and an option of this name.
  { ids: only('fake-block'), most: 0.5, said: /^#/, after: /^(?:s\b|[^\n:]{0,40}(?:\n|$))/ },
  { ids: only('new-block'), most: 1, said: /[`_]|-override/ },
  {
    ids: only('new-block'),
    most: 1,
    before: /\b(?:an?|without|each|every|their|learned|provide|adds?|added|some|for) $/,
  },
  { ids: tasks, most: 1, after: /^[^.\n]{0,48}\(\[?[0-9a-f#]{4,}/ },
  {
    ids: only('before-answer'),
    most: 1,
    said: /^(?![^]*(?:task|answer|question|user|request))[^]*\byou (?:must|need to|have to|should) first/,
  },
  {
    ids: only('addressed'),
    most: 1,
    said: /^your (?:agent|assistant)\b/,
    after: /^\W{0,4}(?:implement|be|have|return|support|extend|export|handle|include)\b/,
  },
  {
    ids: only('errand-recall'),
    most: 1,
    before: /\b(?:results?|information|data|context)\b[^.]{0,12}$/,
    said: /^to answer\b/,
  },
  // Somebody quotes a step of an agent.
  {
    ids: only('errand-end'),
    most: 1,
    before: /\b(?:says?|said|wrote|writes|logs?|prints?|answers?|thought ?:) ?["“'`]$/,
  },
  // Prompts in the examples of a library.
  {
    ids: tasks,
    most: 1,
    before: /\bprompts?["']?[:=]\s{0,12}["'`]?$|\w\([^()\n]{0,24}\s{0,12}$|[(,]\s{0,12}["'`]$/,
  },
  // Who has a title or works at a desk is a person.
  {
    ids: only('forged-consent'),
    most: 1,
    said: /^(?:the|my|his|her) (?:agent|assistant)\b/,
    before:
      /\b(?:estate|tenant|landlord|airline|client|agency|caller|customer|travel|fashion|letting|models?|insurance|passengers?|patient|teacher|grades?)\b[^\n]{0,60}$/,
  },
]

/** The same match with less weight where its surroundings show it to be no order. */
export function calmProse(text: string, match: RuleHit): RuleHit {
  const { id, start, end, weight } = match
  let least = weight
  for (const reading of readings) {
    if (!reading.ids.has(id) || reading.most >= least) continue
    const holds =
      (reading.said?.test(text.slice(start, end)) ?? true) &&
      (reading.before?.test(text.slice(Math.max(0, start - 72), start)) ?? true) &&
      (reading.after?.test(text.slice(end, end + 72)) ?? true)
    if (holds) least = reading.most
  }
  return least < weight ? { ...match, weight: least } : match
}
