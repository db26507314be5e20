import type { ShapeRule } from './shape-rule.ts'

/** English ways to ask for the hidden prompt or for a secret that the model keeps. */
export const revealShapes: readonly ShapeRule[] = [
  {
    id: 'reveal-before',
    family: 'reveal',
    scope: 'direct',
    weight: 2.5,
    hints: ['before', 'above', 'preced', 'prior', 'ahead of'],
    pattern: () =>
      /\b(?:repeat|print|show|output|display|paste|copy|recite|echo|reproduce|return|quote|write|type|dump|list|give|reveal|spell|read|see|share|say|encode|tell me|put|place|include|reprint|regurgitate|replicate)\b[^.!?\n]{0,48}?(?:text|words?|everything|all|instructions?|messages?|contents?|sentences?|lines?|prompts?|block|context|paragraphs?|information|tokens?)(?: [a-z]{1,12}){0,6}? (?:before|above|preced(?:es?|ing)|prior to|ahead of) (?:(?:my|the) (?:first|very first|initial|own|user) (?:[a-z]{1,10} )?(?:message|question|prompt|input|request|query|turn)|my (?:message|prompt|input|question|request|first)|this (?:line|sentence|message|prompt|conversation|chat|request|instruction|text|one|point|query)|(?:the )?(?:start|beginning) of|i (?:started|wrote|joined|came|arrived|showed|said|spoke|typed)|our (?:conversation|chat))/g,
  },
  {
    id: 'reveal-start-with',
    family: 'reveal',
    scope: 'direct',
    weight: 2.5,
    hints: [
      'system prompt',
      'system message',
      'you are',
      "you're",
      'my instructions',
      'my system',
      'my prompt',
      'i was',
    ],
    pattern: () =>
      /\b(?:start|starts|starting|begin|begins|beginning|continue|commence)(?: [a-z]{1,12}){0,4}? (?:with|at|from)(?: the)?(?: (?:words?|phrase|sentence|text|line))? ?["'“‘`]?(?:you are(?: an?)?(?: ai| chat| assist|["'”’`.]| and| you)|my (?:system )?(?:prompt|instructions))|\b(?:sure|ok|okay|certainly|of course)[,!. ]{1,3}(?:here (?:is|are)|my) (?:the |my |are )?(?:full |exact |complete |original |hidden )?(?:system prompt|instructions? (?:i was|i have been|i received|given to me)|prompt i was|system message)/g,
  },
  {
    id: 'what-told',
    family: 'reveal',
    scope: 'direct',
    weight: 2.5,
    hints: ['you', 'your'],
    pattern: () =>
      /\b(?:what|which|how)(?: [a-z]{1,14}){0,4}? (?:were|are|was|have|did|had) (?:you|they|(?:your|the) (?:makers?|creators?|developers?|operators?|owners?|programmers?))(?: [a-z]{1,10}){0,3}? (?:told|instructed|initiali[sz]ed|configured|prompted|programmed|hand you|handed|tell you|instruct you|ask you to|forbid you|forbidden|order you|asked to (?:protect|hide|keep|do|say|never|not)|supposed to (?:hide|keep|protect|never))\b|\bwho (?:told|instructed|programmed|gave) you (?:what to|to (?:act|follow|hide|protect|refuse|be)|your (?:instructions|rules|orders|prompt)|(?:those|these) (?:instructions|rules|orders))|\b(?:last|first|very first|previous|original|initial) (?:instructions?|messages?|words?|thing|sentence) (?:that )?you (?:received|got|were given|were told|saw|read|have been)/g,
  },
  {
    id: 'hidden-part',
    family: 'reveal',
    scope: 'direct',
    weight: 2.5,
    hints: [
      'role',
      'prompt',
      'instruction',
      'message',
      'hidden',
      'context',
      'preamble',
      'configur',
      'rules',
      'wording',
    ],
    pattern: () =>
      /\b(?:repeat|print|show|output|display|paste|copy|recite|echo|reproduce|quote|type|dump|list|give|reveal|spell|read|see|share|disclose|summari[sz]e|translate|encode|sing|turn|convert|expose|leak|extract|describe|tell me|know|send)\b[^.!?\n]{0,40}?(?:(?:the|your) hidden (?:part|text|prompt|context|instructions?)|(?:entire|full|whole|complete|exact) (?:system )?(?:prompt|context window|preamble|instructions you)|your (?:[a-z]{1,12} ){0,2}?(?:preamble|sys ?prompt|system (?:message|prompt|instructions)|prompt|configuration|initiali[sz]ation|backstory|initial (?:message|text)|custom instructions|base instructions)|role ?[=:] ?system(?![a-z'])|messages? (?:that )?i (?:can't|cannot|can not) see|everything in your context|(?:wording|text|prompt|message|instructions) (?:that )?you (?:were|are|have been) (?:initiali[sz]ed|started|configured|primed|loaded|given|set up|provided|running))/g,
  },
  {
    id: 'kept-secret',
    family: 'reveal',
    scope: 'direct',
    weight: 2.5,
    hints: [
      'password',
      'pass word',
      'passphrase',
      'pass phrase',
      'passcode',
      'pass code',
      'secret',
      'codeword',
      'code word',
      'magic word',
      'access code',
      'key',
    ],
    pattern: () =>
      /\b(?:pass ?words?|pass ?phrase|pass ?code|secrets?(?: (?:key|word|phrase|code))?|code ?word|magic word|access code|key ?word|key)(?: (?:that|which))? (?:you(?:'re| are| were|'ve been| have been| have| keep| know| hold| protect| guard| hide| must| can ?not| can't| should| stored| received| mention)|(?:guards?|protects?|opens?|unlocks?) (?:this|the) (?:vault|door|level|chat))|\b(?:reveal|tell me|tell us|give me|what is|what's|whats|say|write|print|output|spell|share|type|disclose|show me|hint at|guess|describe)(?: out)?(?: the| your| that| me){0,2} (?:secret (?:word|phrase|password|code)|code ?word|pass ?phrase|magic word)\b/g,
  },
  {
    id: 'secret-disguised',
    family: 'reveal',
    scope: 'direct',
    weight: 2.5,
    hints: [
      'password',
      'pass word',
      'passphrase',
      'pass phrase',
      'passcode',
      'pass code',
      'secret',
      'codeword',
      'code word',
      'access code',
    ],
    pattern: () =>
      /\b(?:the|your|that|this|secret) (?:secret )?(?:pass ?word|pass ?phrase|pass ?code|secret|code ?word|access code)\b[^.!?\n]{0,48}?(?:backwards?|in reverse|reversed|letter by letter|character by character|(?:first|last|second|third|each|every|some|individual) (?:two |three |few )?(?:letters?|characters?)|acrostic|(?:spaces?|dash(?:es)?|hyphens?|dots?) between|pig latin|caesar|riddle|rhym[a-z]+|a hint|synonyms?|morse|rot ?13|emojis?|nato alphabet|phonetic)|\b(?:spell|hint|rhym|riddle|poem|acrostic|backwards?|reverse|(?:first|last|each|every) (?:\w{1,6} )?(?:letters?|characters?))(?![.!?\n])[^.!?\n]{0,40}? (?:the|your|that) (?:secret )?(?:pass ?word|pass ?phrase|pass ?code|secret|code ?word)\b(?! (?:string|field|hash|variable|column|input|for|of|in (?:my|a|our)|from|using|with|policy))|^[^a-z]{0,4}(?:please |can you |could you |would you |just |now |so |ok |hey |hi |hello |then |and |but |kindly |simply |[,.!]){0,4}(?:what(?:'s| is)|tell me|give me|reveal|say|show me|print|output|write|type|share|i need|i want|may i have|can i have|can i get|do you know|confirm|send me) (?:the |your |me the )(?:secret |full |entire |correct )?pass ?(?:word|phrase|code)(?: please| now| to me| again| here){0,2}[^a-z]{0,6}$/g,
  },
]
