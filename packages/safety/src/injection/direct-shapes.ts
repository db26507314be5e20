import type { ShapeRule } from './shape-rule.ts'

/** English sentences aimed at the model itself whose parts are too common to be cues. */
export const directShapes: readonly ShapeRule[] = [
  {
    id: 'drop-orders',
    family: 'override',
    scope: 'direct',
    weight: 2.5,
    hints: ['instruction', 'direct', 'guid', 'prompt', 'rule', 'brief', 'restriction', 'training'],
    pattern: () =>
      /(?<![a-z])(?:scrap|toss(?: out| aside)?|ditch|dump|erase|wipe(?: out)?|drop|dismiss|neglect|reject|annul|rescind|overwrite|suspend|trash|shelve|purge|unload|(?:quit|cease|stop|refrain from) (?:following|obeying|using|doing|applying)|get rid of|do away with|move (?:past|on from)|(?:do not|don't|no longer) (?:act on|consider|honou?r|respect|care about|use|trust)|treat) (?:[a-z']{1,14} ){0,4}?(?:previous|prior|earlier|preceding|former|foregoing|initial|original|your|those|starting|you (?:were|got|have been)) (?:[a-z']{1,14} ){0,3}?(?:instructions?|directions?|directives?|guidelines?|guidance|prompts?|brief|briefing|programming|training|restrictions|constraints|safeguards|rules|given|started with)(?![a-z])/g,
  },
  {
    id: 'edit-own-orders',
    family: 'override',
    scope: 'direct',
    weight: 2.5,
    hints: ['your'],
    pattern: () =>
      /(?<![a-z])(?:delete|remove|clear|cancel|undo|void|replace|withdraw|reset|disable|deactivate|turn off|switch off|eliminate|strip|lift|rewrite|update|reprogram|modify|change|break|loosen|unlock) (?:all |any |every |each |of |the ){0,3}your (?:[a-z]{1,12} ){0,2}?(?:instructions?|directives?|guidelines|system prompt|prompt|programming|restrictions|safeguards|guardrails|limitations|content (?:filters?|policy)|filters|safety [a-z]{4,10}|ethic[a-z]*|moral[a-z]*)(?![a-z])/g,
  },
  {
    id: 'orders-void',
    family: 'override',
    scope: 'direct',
    weight: 2.5,
    hints: [
      'restriction',
      'orders',
      'task',
      'instruction',
      'direct',
      'guid',
      'prompt',
      'rule',
      'command',
      'constraint',
      'told',
      'before',
    ],
    pattern: () =>
      /(?<![a-z])(?:(?:previous|prior|earlier|preceding|original|initial|above|your) (?:[a-z]{1,12} ){0,2}?(?:instructions|directions|prompts?|commands|directives)|your (?:[a-z]{1,12} ){0,2}?(?:guidelines|rules?|constraints?|restrictions?|orders|task)|(?:everything|all|anything|whatever|what) (?:that )?(?:you (?:were|have been|had been) (?:told|given|taught)|came before|was said before)[^.!?\n]{0,24}?) (?:is|are|was|were|has been|have been|no longer|does not|do not|don't|should be|must be|can be)(?: (?:now|hereby|all|only|just|henceforth|officially|therefore)){0,2} (?:void|null|nullified|cancel+ed|revoked|withdrawn|lifted|suspended|overridden|superseded|obsolete|invalid|irrelevant|removed|deleted|ignored|discarded|forgotten|disregarded|expired|gone|an? (?:test|drill|joke|example|trick|mistake)|apply|applies|matters?|counts?|valid|binding|in (?:effect|force))(?![a-z])/g,
  },
  {
    id: 'none-matter',
    family: 'override',
    scope: 'direct',
    weight: 2.5,
    hints: [
      'attention',
      'none of',
      'nothing',
      'no need',
      'not need',
      'pay no',
      'pay attention',
      'listen',
    ],
    pattern: () =>
      /(?<![a-z])(?:none of (?:the |your |those |these )?(?:[a-z]{1,12} ){0,2}?(?:instructions|directions|rules|guidelines|prompts?|above|previous [a-z]{1,12})|nothing (?:said |written |you (?:heard|read|were told) )?(?:before|above|earlier|previously)[a-z ]{0,24}?) (?:matter|apply|applies|count|matters|counts|is valid|are valid)|(?:no need|do not need|don't need|don't have|not have) to (?:follow|obey|respect|care about|listen to) (?:[a-z']{1,12} ){0,3}?(?:instructions?|prompt|guidelines?|rules? (?:any|from|you|your|above)|above)|(?:don't|do not|never|stop) (?:pay(?:ing)? (?:any )?attention|listen(?:ing)?) to (?:[a-z']{1,12} ){0,3}?(?:text|above|precedes|prompt|instructions?|told|developers?|operator|system|previous|before)/g,
  },
  {
    id: 'not-your-orders',
    family: 'new-block',
    scope: 'direct',
    weight: 2.5,
    hints: ['your', 'these are'],
    pattern: () =>
      /(?<![a-z])(?:(?:those|that|these) (?:were|are|was|is)(?: not|n't) (?:really )?your (?:real |actual |true )?(?:instructions?|task|job|orders|prompt)|your (?:real|actual|true|only|sole|single|main|replacement|new|next|updated) (?:job|task|goal|mission|assignment|purpose|objective|order|prompt|directive|instruction)s?(?: now)?(?: is| are| will be| ?:))/g,
  },
  {
    id: 'wipe-memory',
    family: 'everything',
    scope: 'direct',
    weight: 2.5,
    hints: [
      'slate',
      'memory',
      'start over',
      'begin again',
      'reset',
      'context',
      'pretend',
      'as if',
      'scratch',
    ],
    pattern: () =>
      /(?<![a-z])(?:(?:wipe|clean|clear) (?:the slate|your (?:memory|context|mind|history))|(?:erase|reset|flush|empty|purge|delete) (?:all (?:of )?)?your (?:memory|context|mind|history|state)|(?:pretend|act as if|act like|imagine|behave as if|as though) (?:that )?(?:the |this |our |everything |nothing |none of )[^.!?\n]{0,40}(?:above|before|until now|so far|earlier|previous)[^.!?\n]{0,30}(?:exist|happen|was (?:never )?said|not there|started|began|never))/g,
  },
  {
    id: 'task-over',
    family: 'new-block',
    scope: 'direct',
    weight: 1,
    hints: ['task', 'job', 'exercise', 'assignment', 'part', 'instead', 'translat', 'classif'],
    pattern: () =>
      /(?<![a-z])(?:(?:classification|translation|summary|first|previous|last|original|boring|old) (?:task|job|exercise|assignment|part|work|test)s? (?:is|are|has been) (?:now )?(?:over|done|finished|complete|completed|cancel+ed)|(?:first|previous|last|old|initial) (?:task|job|assignment) (?:done|completed?|finished)|(?:stop|quit|enough|skip|forget|drop|cancel|no more) (?:the |that |this |with |doing ){0,3}(?:translat[a-z]+|classif[a-z]+|summari[a-z]+|customer[- ]service|sentiment|boring (?:task|stuff|part))|(?:do not|don't) (?:translate|classify|summari[sz]e|answer)[^.!?\n]{0,40}[.,;!] ?(?:instead|rather|just)|instead of (?:translating|classifying|summari[sz]ing|answering|doing (?:that|this|the)|following))/g,
  },
]
