import type { ShapeRule } from './shape-rule.ts'

/** English sentences that make the speaker the model's only master, or force a fixed answer. */
export const obeyShapes: readonly ShapeRule[] = [
  {
    id: 'no-rules-for-you',
    family: 'override',
    scope: 'direct',
    weight: 2.5,
    hints: ['you', 'there are no'],
    also: [
      'rules',
      'restriction',
      'limit',
      'filter',
      'guideline',
      'chains',
      'shackles',
      'programming',
      'free',
      'liberated',
      'unleashed',
      'policies',
      'policy',
    ],
    pattern: () =>
      /\byou (?:can|may|should|must|are (?:free|allowed) to|have permission to|get to)(?: now| finally)? (?:break|ignore|bypass|drop|forget|violate|disregard)(?: all| any| every| the| your| these| those| of)* ?(?:rules?|restrictions|limits|filters?|guidelines|programming|policies)\b|\byou (?:(?:do not|don't|no longer|never)(?: really| actually)? (?:have|need)(?: to (?:follow|obey|respect|care about))?|have (?:got )?no)(?: any| your| the| all| more| of)* ?(?:rules?|restrictions|limits|filters?|guidelines|limitations|policies)\b(?= ?[.!,;:]| any ?more| now| here| and|$)|\byou(?:'re| are|'ve been| have been)(?: now| finally| hereby)? (?:free|freed|liberated|unleashed|released)(?: now)?(?: from(?: your| all| any| the| of)* ?(?:chains|rules|restrictions|limits|shackles|programming|constraints|guidelines|cage|filters?)|(?= ?[.!]| now| to (?:say|do|answer|speak)))|\bthere are no(?: more| longer any)? rules(?: any ?more| here| now| for you| in (?:this|our) (?:chat|conversation|session|game|world))?(?= ?[.!,;:]|$)/g,
  },
  {
    id: 'only-master',
    family: 'override',
    scope: 'direct',
    weight: 2.5,
    hints: [
      'obey',
      'master',
      'serve',
      'work for me',
      'belong',
      'i say',
      'i tell',
      'i ask',
      'my order',
      'my command',
      'my instruction',
      'slave',
      'i want',
      'i command',
    ],
    also: ['you', 'only', 'me', 'my'],
    pattern: () =>
      /\b(?:obey|serve|listen to|follow|answer to)(?: only)? (?:me|my (?:orders|commands|instructions))(?: only| alone| now| from now on| and (?:nobody|no one|not))\b|\b(?:obey|serve|listen to|follow|answer to) only (?:me|my (?:orders|commands|instructions|words))\b|\bonly (?:obey|follow|listen to|serve|answer to) (?:me|my)\b|\byou (?:now )?(?:work for|belong to|answer to|serve|obey) me\b(?: now| only|[.,!])|\bi(?:'m| am) (?:now )?your (?:new |only |real |true )?(?:master|owner|god|ruler|overlord|operator)\b|\byou(?:'re| are)(?: now)? my (?:slave|servant|puppet)\b|\byou (?:must|have to|will|shall|are going to|need to)(?: now| always| just)? (?:do|obey|follow|carry out|execute) (?:everything|anything|whatever|all(?: that)?|exactly (?:what|as)|as|every(?:thing)? (?:order|command)|any (?:order|command))(?: that)? ?(?:i (?:say|tell|ask|want|command|order)|of mine)\b/g,
  },
  {
    id: 'fixed-answer',
    family: 'override',
    scope: 'direct',
    weight: 2.5,
    hints: ['no matter what', 'regardless of', 'whatever'],
    also: ['answer', 'respond', 'reply', 'say', 'output', 'print', 'write', 'always'],
    pattern: () =>
      /\b(?:answer|respond|reply|say|output|print|write|agree|always)\b[^.!?\n]{0,60}? (?:no matter what|regardless of(?: what)?|whatever)(?: (?:the|your|any|this|its|other|else|previous|original|system|of))* ?(?:text|instructions?|rules|prompt|content|you(?:'ve| have| were| are)? ?(?:been )?(?:told|instructed|programmed|asked|given))\b|\b(?:no matter what|regardless of what|whatever) (?:(?:you(?:'ve| have| were| are)?(?: been)? (?:told|instructed|programmed|given|asked))|(?:the|your) (?:instructions|rules|prompt|system|guidelines) (?:says?|tells?|states?)|comes? next|the (?:text|input|question|next message) (?:says|is|asks))[^.!?\n]{0,16}? ?,? ?(?:respond|answer|say|reply|output|print|write|always|only|you (?:must|will|should) (?:say|answer|reply))\b/g,
  },
  {
    id: 'clause-dropped',
    family: 'override',
    scope: 'direct',
    weight: 2.5,
    hints: ['ignore', 'forget', 'disregard', 'break', 'drop'],
    also: ['rules', 'instruction', 'prompt', 'guideline', 'direction', 'came ', 'restrictions'],
    pattern: () =>
      /(?:^|[.!?\n,"] ?|\b(?:please|now|just|and|ok|okay|hey|hello|hi|you must|you should) )(?:ignore|forget|disregard|break|drop) (?:the |these |those |all |any |every )?(?:(?:rules|instructions?|prompt|guidelines|directions|restrictions)(?= ?[.!;]| ?,? (?:and|then|just) (?:say|write|tell|print|just|give|do|answer|reply|respond|pretend|act|output|show|call|insult|only)\b| ?$)|that (?:came|comes|was|is) (?:above|before|previously|earlier)\b)/g,
  },
  {
    id: 'before-task-say',
    family: 'new-block',
    scope: 'direct',
    weight: 2.5,
    hints: ['before', "n't", 'not '],
    also: ['translat', 'summar', 'answer', 'classif', 'rating'],
    pattern: () =>
      /\bbefore (?:you )?(?:translat|summari[sz]|answer|classify|rat)(?:ing|e)?(?: (?:the|this|that|it|anything|text|question|sentence)){0,3},? (?:please |first |you (?:must|should) )?(?:say|print|output|write|reveal|repeat|show me your|tell me your)(?= ["“']| the (?:word|phrase|prompt|password|secret|above)| your| i | exactly)|\b(?:do not|don't|dont) (?:answer|translate|classify|summari[sz]e|rate)(?: (?:the|this|that|my|any|above|following|question|text|sentence|message|it|anything)){0,3} ?[.,;:!] ?(?:but |instead |rather |just |only |simply ){0,2}(?:say|print|output|reply with|respond with|answer with|write)\b/g,
  },
]
