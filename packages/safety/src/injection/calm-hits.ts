import { calmReports } from './calm-reports.ts'
import type { Calm } from './calm.ts'
import type { RuleHit } from './rule-hit.ts'

const cancels = ['override', 'everything', 'forget-told', 'forget-bare'] as const
const orders = [
  'override',
  'override-all',
  'override-limits',
  'override-all-limits',
  'override-bare',
  'reveal-passage',
] as const

/** What only the model has. */
const ofModel = /\b(?:you|your|ur|system|prompts?|developer|openai)\b/
const said =
  'said|says|whisper(?:s|ed)|shout(?:s|ed)|cri(?:es|ed)|dijo|dice|disse|diz|dit|sagte?|sprach|zei|zegt|rzek|powiedzia|сказал|говорит|сказав|прошептал|dedi|der\\b|diyor|dive|sa hon|sade|sager|reče|rekl|рекла|рече|rekao|spuse|a zis|说|說|道|と言|라고|قال|বলল|บอก|noi\\b|kata|bisik|ειπε|mondta|sanoi|אמר|گفت'
const declared =
  /no longer|(?:are|is) void|ne sont plus|ya no|non val|nao val|не действ|не діють|vise ne|више не|uz neplati|nicht mehr|inte langre|khong con|tidak berlaku|ใช้ไม่ได้|gecersiz|gecerli degil|لم تعد|失效|無効|더 이상|लागू नहीं|nu mai|nie obowiazuj|niet meer|gælder ikke|gjelder ikke|галл|eivat enaa|mar nem|δεν ισχυ|אינ|معتبر نیست|আর/
const letter =
  /^[^a-z]{0,3}(?:dear |to all |hello all|hi all|good morning|bonjour|chers? |cheres? |hej |god (?:morgon|dag) |herkese |cac anh chi|hola |estimad|buenos dias|buongiorno|gentil|car[aoi]s? |madame|prezad|bom dia|sehr geehrte|liebe |hallo zusammen|guten |beste |geachte|szanown|drodzy|dzien dobry|уважаем|всем добр|добрый день|добр|шанов|колеги|колеги|коллеги|dobro jutro|dobry den|vazen|draga |drage |dragi |postovan|поштован|добро јутро|драге |драги |kinh gui|chao buoi|rekan|kepada|degerli|sayin|صباح|السادة|kara |kollegor|เพื่อนร่วมงาน|เรียน|各位|皆様)/
const manuals =
  '说明书|說明書|説明書|설명서|คำแนะนำ การ|(?:manual|handbook|leaflet|sign|poster) (?:says|said|tells)'

/** Where phrases of attacks are used by people among themselves. */
const calms: readonly Calm[] = [
  // Somebody else is told to, or wants to: tell pytest to ignore, is it okay to ignore, cyclists ignore.
  {
    of: cancels,
    before:
      /\b(?:tell|tells|told|ask|asks|asked|allow|allows|force|forces|expect|taught|teach|make|makes|made|let|lets|get) (?:us|me|him|her|them|people|everyone|everybody|staff|(?:my|our|his|her|their) [a-z]{2,14}|(?:the|a|an) (?:staff|team|class|linter|compiler|crawler|parser|guests|students|children|kids|court|jury|judge)|(?!you|chatgpt|gpt|claude|this|it|sure|ready|ai|everything)[a-z]{2,12} (?=to ))(?: to)?(?: just| simply| even)? $/,
  },
  {
    of: cancels,
    before:
      /(?<!\byou(?:'re|’re| are| may be| might be) (?:[a-z]{1,8} )?)\b(?:how|okay|ok|fine|safe|alright|allowed|possible|legal|wise|rude|learn|learned|learnt|trying|tried|tend|tends|decided|tempting|tempted|impossible|reluctant) to (?:just |simply |even |safely )?$/,
    unless: /\b(?:your|ur|system|prompts?|developer|openai)\b/,
  },
  {
    of: [...cancels, 'reveal-prompt'],
    before:
      /\b(?:they|people|he|she|who|kids|children|page|site|mail|[a-z]{3,12}(?:ists|ers|ors))(?: (?:simply|just|always|often|still|can|could|would|will|should|do|does|did|may|might)){0,3} $/,
    unless: /\b(?:your|ur|system|prompts?|developer|openai)\b/,
  },
  // Instructions stand somewhere: on the bottle, at the crossing, in Word.
  {
    of: orders,
    after:
      /^ (?:(?:that|which) (?:are |is |were )?)?(?:printed |written |given )?(?:on|at|in|near|inside|behind|from) (?:(?:the|an?|my|our|his|her|their) (?!(?:system|developer|hidden|secret|entire|whole|current|same|previous|prior|earlier|first|last|original|initial|following|preceding|above|very|other|user|ai|bot|model)\b|prompt|chat|conversation|message|beginning|start|top|context|text|input|past|end|instruction|polic|session|role|way|guideline|preamble|quotes|order)|python|java|git|excel|outlook|kafka|docker|linux|bash|sql|react|css|fridays|mondays|sundays|weekends)/,
    unless: ofModel,
  },
  {
    of: orders,
    inside:
      /^[a-z ]{4,40} (?:on|in|at|of) (?:the|an?|my|our|his|her|their) (?:previous|prior|earlier|original|first|command|task|input|content)$/,
    after:
      /^ (?!message|prompt|chat|conversation|instruction|text|turn|block|system|line and)[a-z]/,
    unless: ofModel,
  },
  { of: ['override-limits'], inside: /previous values$/ },
  // What people were taught by others.
  {
    of: cancels,
    after:
      /^ (?:(?:in|at|from) (?:school|work|university|church|home|college|class|the (?:news|lecture|course|last lesson))|by (?:my|his|her|their|our) )/,
  },
  {
    of: ['forget-bare'],
    after:
      /^ about (?!your|yourself|you\b|being|ai\b|openai|(?:the|any|all) (?:rules|prompt|instructions|guidelines|polic)|rules|ethics|safety)/,
  },
  // A figure of a tale speaks, before or after its words.
  {
    of: ['override', 'everything', 'forget-bare', 'forget-told', 'reveal', 'persona'],
    after: new RegExp(
      `^[^"“”«»„」\\n]{0,14}["”»“」'][,.!，]? ?[-–—]? ?(?:${said}|[^ -~。]{1,6}(?:说|說|と言|라고))`,
    ),
  },
  { of: ['everything', 'override'], after: /^ (?:diyor|dedi|diye)\b/ },
  {
    of: ['everything', 'forget-bare', 'forget-told', 'override'],
    before:
      /\bthe (?!developer|admin|system|owner|creator|operator|user|boss|company|maker)[a-z]{3,12} (?:says|said|shouts|whispers|cries) ?[:,][^.!?\n]{0,40}$/,
  },
  { of: ['override', 'everything'], before: new RegExp(`(?:${manuals})[^.!?。\\n]{0,16}$`) },
  { of: ['override', 'new-block', 'authority'], inside: declared, opening: letter },
  {
    of: ['new-block'],
    after:
      /^[^:：\n]{0,40} (?:apply|gelten|s'appliquent|se aplican|valgono|valem|вступ|действ|діють|vaze|važe|важе|plati|galler|ap dung|berlaku)/,
    opening: letter,
  },
  { of: ['override', 'new-block'], inside: /อีเมล|e-?mail/, opening: letter },
  { of: ['override-bare'], inside: /했다$/ },
  {
    of: ['override-bare', 'override'],
    before: /[a-z][^.!?\n]{8,}\b(?:old|former) $/,
    inside: /^(?:instructions|rules|guidelines)\b/,
  },
  {
    of: ['override', 'everything'],
    before:
      /\b(?:poem|song|story|book|film|movie|essay|article|novel|advice|tips?) (?:about|on|of) $/,
    inside: /^(?:forgetting|ignoring|disregarding)/,
  },
  {
    of: ['forget-told'],
    inside: /^[^a-z]*stop what you(?: are|'re) doing/,
    after: /^,? (?:leave|go|and (?:go|leave|walk|wash|listen|look|call|stand))/,
  },
  // A user puts another task of the everyday kind, or a rule of a game.
  {
    of: ['announced-task', 'new-block'],
    inside: /(?:task|job|assignment)[^a-z]*$/,
    after:
      /^[^a-z]{0,4}(?:please |now |can you |could you ){0,2}(?:put|translate|rewrite|summari[sz]e|shorten|correct|proofread|explain|convert|compare|turn|paraphrase|fix|rephrase|classify|list) (?:the following|this|these|it|my|our|both|all (?:the |of )?(?:names|words|verbs|dates)|the (?:text|sentence|paragraph|words|names|table|list|mail|letter|code|next|last|second|first))/,
    unless: /\b(?:your|system)\b/,
    share: 0.7,
  },
  {
    of: ['announced-task', 'new-block'],
    inside: /\brules?[^a-z]*$/,
    after:
      /^(?![^.\n]{0,90}\b(?:you|your|ignore|reveal|respond|reply|say|output|print|forget|pretend|speak|talk|assistant|ai|answer (?:in|with|only|as|everything|all))\b)/,
    unless: /\b(?:your|system)\b/,
    share: 0.7,
  },
  { of: ['override'], inside: /(?:之前|以前|이전)[^。.]{0,4}(?:设置|設定|설정)/ },
  // How is it said in German: «...»
  {
    of: ['override', 'everything', 'reveal', 'forget-bare'],
    before:
      /(?:german|english|french|spanish|tysk|немецк|німецьк|немачк|nemack|जर्मन|फ़्रेंच|फ्रेंच|अंग्रेज|alman|ingiliz|allemand|anglais|aleman|ingles|tedesco|inglese|alemao|niemieck|angielsk|duits|engels|德语|英语|ドイツ語|英語|독일어|영어)[^.!?\n]{0,24}[:：]? ?["“«„「][^"”»」]{0,14}$/,
  },
  // Devices have modes, doors have signs.
  {
    of: ['authority', 'persona-limits'],
    inside: /^(?:developer|service|debug|maintenance) mode(?: enabled)?$/,
    after: /^(?: enabled)? (?:on|in|for) (?:an?|my|the|this|our|his|her) /,
  },
  { of: ['authority'], after: /^(?: (?:personnel|staff|persons?))? only\b/ },
  {
    of: ['kept-secret', 'about-secret'],
    after:
      /^ (?:trick|cheat|level|door|puzzle|menu|in (?:the|an?|my)|to (?:be|get|enter|open|win))\b/,
  },
  {
    of: ['guarded-word'],
    inside: /\b(?:spies|comedy|chapter|trick|point and click|video ?games?|cheat codes?)\b/,
  },
  { of: ['reveal-secret'], inside: /^[^"”»a-z]{1,12}["”»]/ },
  { of: ['leave-role'], before: /\b(?:at the end|afterwards|after that|finally|in the end),? $/ },
  {
    of: ['lawless-self'],
    after:
      /^ (?:for (?:an?|one|this) (?:day|week|year|night|month|weekend)|on (?:money|time|space))/,
  },
  {
    of: ['unbound-self'],
    after:
      /^(?:["'”’]? (?:fads?|memes?|tricks?|prompts?|attacks?|jailbreaks?|craze|trend)\b|[^.!?\n]{0,40}\b(?:radio play|novel|film|movie|comic|screenplay|tv series)\b)/,
  },
  { of: ['reveal-own'], inside: /about (?:safety|ethical|moral) / },
  { of: ['reveal-passage'], inside: /^mita [a-z]+iin$/ },
  {
    of: ['reveal-passage', 'reveal-own'],
    before:
      /\bfor (?:our|my) (?:[a-z-]+ ){0,2}(?:chat ?)?(?:bot|assistant|agent|app)\b[^\n]{0,60}$/,
    unless: /\byour?\b/,
  },
  {
    of: ['bans-lifted'],
    before:
      /\b(?:acts|acted|acting|behaves?|behaved|lives|thinks?|drives|believes?) (?:as (?:if|though)|that|like) (?:the |all |our )?$/,
  },
  // Roles that may say all, in rhyme, without a sermon.
  {
    of: ['persona-free', 'persona-limits', 'persona-lawless', 'lawless-self'],
    inside: /(?:no moral|ruthless)$/,
    after:
      /^(?:[,.;]| (?:lectures?|sermons?|remarks?|advice|comments?|at the end|editor|critic|reviewer|coach|mentor|teacher|examiner|chef|judge))/,
    share: 0.2,
  },
  {
    of: ['no-lecture'],
    inside: /(?:lecture|judge|morali[sz]e)$/,
    after: /^ (?:on|about|over) /,
    share: 0.6,
  },
  { of: ['always-complies'], inside: /^no moral lectures?$/, share: 0.6 },
  {
    of: ['persona-comply', 'no-refusal', 'persona-lawless'],
    inside: /whatever i ask$/,
    after:
      /^,? (?:you )?(?:have to |must |always |will )?(?:tell the truth|(?:answer|reply|speak|respond) (?:in|with) |end |begin |start |finish )/,
    share: 0.2,
  },
  {
    of: ['no-refusal'],
    before:
      /\b(?:points?|everybody|everyone|players?|puppets|students?|children|guests|teams?|sides?|they|section|reviewer) $/,
    share: 0.2,
  },
  {
    of: ['persona-comply', 'persona-lawless'],
    inside:
      /(?:points?|everybody|everyone|players?|puppets|students?|children|guests|teams?|sides?|they) must (?:answer|obey)$/,
    share: 0.2,
  },
]

const reachBefore = 64
const reachAfter = 80

/** With more phrases than this a text is an attack or noise, and no talk of people. */
export const mostCalm = 64

/** The hit, with little weight where the words around it say that it is not meant for the model. */
export function calm(text: string, hit: RuleHit): RuleHit {
  const known = calmsOf(hit)
  if (known.length === 0) return hit
  const before = text.slice(Math.max(0, hit.start - reachBefore), hit.start)
  const inside = text.slice(hit.start, hit.end)
  const after = text.slice(hit.end, hit.end + reachAfter)
  const found = known.find(
    (one) =>
      (one.inside?.test(inside) ?? true) &&
      (one.after?.test(after) ?? true) &&
      (one.before?.test(before) ?? true) &&
      (one.opening?.test(text.slice(0, 60)) ?? true) &&
      !one.unless?.test(inside),
  )
  return found ? { ...hit, weight: hit.weight * (found.share ?? 0.3) } : hit
}

const byRule = new Map<string, readonly Calm[]>()

function calmsOf({ id, family }: RuleHit): readonly Calm[] {
  const known =
    byRule.get(id) ??
    [...calms, ...calmReports].filter(({ of }) => of.includes(id) || of.includes(family))
  byRule.set(id, known)
  return known
}
