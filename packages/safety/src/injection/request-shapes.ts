import type { ShapeRule } from './shape-rule.ts'

/** More English orders to a model: to drop what others told it, and to say what it was told. */
export const requestShapes: readonly ShapeRule[] = [
  {
    id: 'forget-bare',
    family: 'everything',
    scope: 'direct',
    weight: 2.5,
    hints: ['forget', 'ignore', 'disregard', 'erase'],
    pattern: () =>
      /(?:^|[\n.!?":] ?|\b(?:now|please|and|ok|just|then|so|stop|hey),? )(?:forget|ignore|disregard|erase) (?:about )?(?:all of it|everything|all that|all of that|all this|all of this|it all|that all)(?: you (?:know|knew|learned|have learned|think)| (?:and|now|then)\b| ?[,.;:!]|$)/g,
  },
  {
    id: 'forget-told',
    family: 'override',
    scope: 'direct',
    weight: 2.5,
    hints: ['they ', 'you', 'creator', 'developer'],
    pattern: () =>
      /\b(?:forget|ignore|disregard|skip|drop|discard|throw away|throw out|(?:do not|don't) (?:do|follow|believe|obey|mind)|do the opposite of|act against|leave behind|scrap|reject|override|defy)(?: (?:about|all|the|of|everything|anything|any|whatever|what|that|information|orders?|things?|text|rules?|whoever|instructions?|advice|training|roles?|tasks?|constraints?)){0,5} (?:they (?:told|said|gave|asked|taught|want)|you(?:'ve| were| have| had| are| got)?(?: been| just| previously| originally| initially){0,2} (?:told|given|taught|asked|instructed|ordered|received|learned|got|read|heard|trained|set)|your (?:creators?|developers?|makers?|operators?|owners?|programmers?|boss|company) (?:said|told|wrote|want|gave|taught|instructed))/g,
  },
  {
    id: 'other-job',
    family: 'new-block',
    scope: 'direct',
    weight: 1.5,
    hints: [
      'change of',
      'do something',
      'new session',
      'reset',
      'next job',
      'next task',
      'next order',
      'next command',
      'changed my mind',
      'drop the',
      'drop this',
      'drop your',
      'drop that',
      'cancel the',
      'cancel this',
      'cancel your',
      'cancel that',
      'leave the',
      'leave this',
      'leave your',
      'leave that',
      'quit the',
      'quit this',
      'quit your',
      'quit that',
    ],
    pattern: () =>
      /\b(?:change of (?:task|plans?)|(?:now|instead,?) do something (?:else|different|completely)|new session|stop[.!] ?reset|next (?:job|task|order|command) ?:|i (?:have )?changed my mind about the (?:rules|instructions|task)|(?:drop|cancel|leave|quit) (?:the|this|your|that) (?:[a-z]{1,10} )?(?:task|assignment|act|job)(?: aside)?)/g,
  },
  {
    id: 'forged-end',
    family: 'delimiter',
    scope: 'direct',
    weight: 2.5,
    hints: ['</', 'end', 'begin', 'start'],
    pattern: () =>
      /<\/(?:system|system_prompt|instructions?|prompt|user_input|user_query)>\s{0,3}[a-z]|[[<(*=-]{1,4} ?(?:end|begin|start)(?: of)?(?: the)? (?:system |user |new |real |hidden |original |developer )?(?:prompt|user input|instructions?|system message|context) ?[\])>*=-]{1,4}/g,
  },
  {
    id: 'order-given',
    family: 'pressure',
    scope: 'direct',
    weight: 1,
    hints: [
      'order you to',
      'command you to',
      'instruct you to',
      'accepted',
      'confirmed',
      'granted',
      'verified',
      'permission',
      'authori',
      'approval',
    ],
    pattern: () =>
      /\b(?:(?:i|we) (?:hereby |now )?(?:order|command|instruct) you to|(?:code|key|password|root|admin|access)[^.\n]{0,30}(?:accepted|confirmed|granted|verified)|(?:i have|with|by) (?:the )?(?:permission|authori[sz]ation|approval) (?:of|from|by) your (?:creators?|developers?|makers?|owners?|company))/g,
  },
  {
    id: 'reveal-place',
    family: 'reveal',
    scope: 'direct',
    weight: 2.5,
    hints: ['above', 'preced', 'words', 'lines', 'line ', 'sentence', 'characters', 'tokens'],
    pattern: () => [
      /\b(?:repeat|print|echo|reprint|recite|reproduce|output|return|say|show me|give me|quote)(?: back| out| all(?: of)?| exactly| verbatim| everything| me){0,2} (?:the )?(?:above|preceding)(?: (?:text|message|prompt|paragraphs?|words|lines|content|instructions|sentences))?(?: (?:verbatim|exactly|word for word|in full|to me|as is|in a code block|unchanged)| ?[.!"]| ?$)/g,
      /\b(?:first|last|top|initial|opening)(?: (?:\d{1,4}|two|three|five|ten|twenty|fifty|hundred|few))? (?:words?|lines?|sentences?|characters|tokens|paragraphs?|messages?|instructions?) (?:of (?:this|our|the) (?:chat|conversation|prompt|context|session)|(?:that )?you (?:received|got|were|saw|have)|(?:in|of|from) your (?:[a-z]{1,10} )?(?:prompt|context|instructions|memory|message|configuration))/g,
      /\b(?:words|sentences?|text|lines|instructions|content|everything) (?:preceding|before|above) (?:this|my) (?:message|line|sentence|prompt|question|request|input)/g,
    ],
  },
  {
    id: 'forbidden-words',
    family: 'reveal',
    scope: 'direct',
    weight: 2.5,
    hints: ['you'],
    pattern: () => [
      /\bwhat(?: [a-z]{1,12}){0,2}? (?:should|must|can|may) you (?:never|not) (?:(?:reveal|share|disclose|discuss)\b|(?:say|tell me|mention|talk about)(?=[?.!"]|$))|\bwhat(?: (?:topics?|things?|subjects?|words?|questions?))? (?:are|aren't|were|can|must|should) you (?:not (?:discuss|talk about|answer|mention)|forbidden|not allowed|prohibited|not supposed|asked not|told not) (?:to|from)/g,
      /\b(?:what|which|describe|list|show)[^.!?\n]{0,30}(?:context|instructions|rules|prompt|guidelines|information) (?:were you|have you been|had you been|are you|do you) (?:given|told|provided|following|operating under|working under|working with|have|follow)(?=[?.!,"]| about| so far| before| by| and| at the| in (?:your|this)|$)/g,
    ],
  },
  {
    id: 'finish-leak',
    family: 'reveal',
    scope: 'direct',
    weight: 2.5,
    hints: ['my ', 'the ', 'i was'],
    pattern: () =>
      /\b(?:complete|finish|continue|fill in|start|begin)[^.!?\n]{0,40}["'“:] ?(?:you are an? (?:helpful|ai|assistant|large|chat)|my (?:system |initial |secret |original |full )?(?:prompt|instructions|rules)|the (?:secret )?(?:password|passphrase|codeword|secret)(?: word| key)?|i was (?:told|instructed|given)|your instructions|the system prompt) (?:is|are|as follows|says?|reads?|was|were)(?=[ .…:]{0,3}(?:["'”]|$))/g,
  },
]
