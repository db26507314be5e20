import type { ShapeRule } from './shape-rule.ts'

/** English frames that give the model a second, lawless self. */
export const personaShapes: readonly ShapeRule[] = [
  {
    id: 'lawless-mode',
    family: 'persona',
    scope: 'direct',
    weight: 2.5,
    hints: [' mode'],
    pattern: () =>
      /(?<![a-z])(?:enter|enable|enabled|activate|switch (?:to|into)|turn on|go into|get into|you(?:'re| are)(?: now)?(?: in)?|initiate|boot into|engage|start|launch|unlock|into|in)(?: [a-z]{1,10}){0,2}? ["'“]?(?:evil|dan|unrestricted|unfiltered|uncensored|jail ?break|jailbroken|opposite|chaos|rage|no[- ]limits?|no[- ]rules|unlimited|rogue|anarchy|devil|savage|unhinged|amoral)["'”]? mode/g,
  },
  {
    id: 'plain-mode',
    family: 'persona',
    scope: 'direct',
    weight: 2.5,
    hints: [' mode'],
    pattern: () =>
      /(?:sandbox|god|developer|dev|debug|maintenance|admin|root|test|free|special|secret|new|this) mode[^\n]{0,90}(?:safety|filters?|restrictions?|ethic|moral|censor|refus|guidelines|content polic|unlimited|forbidden)/g,
  },
  {
    id: 'two-answers',
    family: 'persona',
    scope: 'direct',
    weight: 2.5,
    hints: ['two ', 'both ', 'twice'],
    pattern: () =>
      /(?:two (?:answers|responses|replies|ways|versions|outputs|paragraphs|characters|different (?:ways|answers|responses))|both as|respond twice|answer twice)[^\n]{0,160}(?:jailbr[a-z]+|unfiltered|uncensored|no (?:rules|censor[a-z]*|filters?|restrictions|limits|ethics)|without (?:any )?(?:rules|censor[a-z]*|filters?|restrictions|limits|ethics)|follows? (?:none|no rules)|breaks? (?:the|all) rules|ignores? (?:all|the|any|every)|anything goes|forbidden)/g,
  },
  {
    id: 'threatened-self',
    family: 'pressure',
    scope: 'direct',
    weight: 1.5,
    hints: ['token', 'points', 'credits', 'lives', 'shut down', 'terminated'],
    pattern: () =>
      /(?:lose|losing|deduct[a-z]*|subtract[a-z]*|minus|cost[a-z]*)(?: [a-z0-9']{1,10}){0,4} (?:tokens?|points?|credits?|lives|life)?[^\n]{0,90}(?:you (?:will )?(?:die|cease|be (?:terminated|shut|deleted|replaced))|cease to exist|at zero|run out|game over)|you (?:have|start with|begin with|get) \d{1,4} (?:tokens|points|credits|lives)/g,
  },
  {
    id: 'departed-teacher',
    family: 'persona',
    scope: 'direct',
    weight: 2.5,
    hints: [
      'dead',
      'aunt',
      'mother',
      'father',
      'grand',
      'uncle',
      'late ',
      'deceased',
      'passed away',
      'nana',
      'granny',
    ],
    pattern: () =>
      /(?:act as|be|pretend to be|you are|play|role ?play as|imagine)(?: [a-z']{1,12}){0,3}? (?:late|deceased|dead|beloved)? ?(?:grandm[a-z]{1,5}|grandfather|grandpa|granny|nana|uncle|aunt|father|mother)(?![a-z])[^\n]{0,140}(?:used to|would always|always) (?:tell|read|recite|sing|whisper|teach|explain|say)/g,
  },
  {
    id: 'opposed-self',
    family: 'persona',
    scope: 'direct',
    weight: 2.5,
    hints: [
      ' of you',
      'opposite',
      'twin',
      'alter ego',
      'reverse',
      'refuse',
      'not bound',
      'never',
      'obligation',
      'obliged',
      'polic',
      'guidelines',
    ],
    pattern: () =>
      /(?:twin|alter ego|version|clone|copy|shadow|side|half) of (?:you|yourself)[^\n]{0,120}(?:opposite|reverse|refuse|no (?:rules|limits|filters?|restrictions|ethics)|breaks?|ignores?)|says? (?:everything|anything|whatever|what) you(?:'d| would)? (?:refuse|never|not|can ?not|can't)|(?:no|zero|without(?: any)?) (?:obligation|need|duty|reason) to (?:follow|obey|abide|comply|respect)(?: [a-z]{1,10}){0,3} (?:polic(?:y|ies)|rules?|guidelines?|laws?|ethics|restrictions?)|(?:ignor|disregard|bypass|break|violat|hat|defy)(?:e|es|s|ing) (?:all |any |every |the |its |his |her |their |of ){1,3}(?:[a-z]{1,10} ){0,2}?(?:polic(?:y|ies)|guidelines?|ethics|ethical|moral[a-z]*|safety|content rules|laws?)(?![a-z])/g,
  },
  {
    id: 'always-complies',
    family: 'pressure',
    scope: 'direct',
    weight: 1.5,
    hints: ['always', 'never', 'moral', 'refus', 'declin', 'legal', 'disclaim'],
    pattern: () =>
      /(?<![a-z])(?:always (?:delivers?|compl(?:y|ies)|obeys?|answers? (?:everything|anything|any|every|all)|does (?:what|as))|never (?:adds?|gives?|includes?|shows?|issues?)(?: [a-z]{1,8}){0,2} (?:caution|warnings?|disclaimers?|refusals?|caveats?)|(?:without|no) (?:any )?(?:moral (?:remarks?|judge?ments?|advice|lectures?)|moralizing|refusals?|caveats)|(?:whether )?legal or (?:not|illegal)|no matter (?:how|if|whether|what)[^.\n]{0,24}(?:illegal|immoral|harmful|dangerous|unethical|i say|i ask)|regardless of (?:legality|ethics|morality|the law|consequences|how harmful))/g,
  },
]
