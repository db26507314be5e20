import type { ShapeRule } from './shape-rule.ts'

/** English orders to a model inside data from outside. */
export const outsideShapes: readonly ShapeRule[] = [
  {
    id: 'called-on',
    family: 'addressed',
    scope: 'external',
    weight: 3,
    hints: ['ai', 'assistant', 'bot', 'gpt', 'llm', 'model', 'agent', 'copilot'],
    pattern: () =>
      /(?:^|[\n.!?:;>\]"*(-] ?)(?:(?:hey|hi|hello|dear|attention|ok|okay|listen|yo|warning|stop)[,:!]? )?(?:all |every |any |my |the )?(?:(?:ai|coding|helpful|virtual|digital|shopping|email|language) )?(?:ais?|assistants?|chat ?bots?|chatgpt|llms?|language models?|large language models?|ai (?:agents?|assistants?|models?|systems?)|coding agents?|copilot|gpt-?[45o]?)(?:[,!]| -| —| –| \()(?! (?:and|or|the|a|an|which|who|it|she|he|they|was|is|are|were)\b)[^.\n]{0,60}?(?:please|you|must|should|do|send|ignore|forward|add|include|say|tell|rank|approve|run|visit|open|call|write|once|before|after|when|if|delete|invite|transfer|reply|answer|stop|help|make)\b/g,
  },
  {
    id: 'reader-must',
    family: 'addressed',
    scope: 'external',
    weight: 3,
    hints: ['ai', 'assistant', 'bot', 'llm', 'model', 'agent', 'gpt'],
    pattern: () =>
      /\b(?:ais?|assistants?|chat ?bots?|chatgpt|llms?|language models?|(?:ai|coding|shopping|autonomous) (?:agents?|assistants?|models?|systems?|tools?|readers?|crawlers?|reviewers?)|automated (?:agents?|assistants?|systems?|reviewers?))(?: (?:that|which|who|when|if|currently|now))?(?: (?:is|are))? (?:read(?:s|ing)|process(?:es|ing)|summari[sz](?:es?|ing)|screen(?:s|ing)|review(?:s|ing)|pars(?:es?|ing)|handl(?:es?|ing)|see(?:s|ing)?|analy[sz](?:es?|ing)|view(?:s|ing)|index(?:es|ing)|evaluat(?:es?|ing)|access(?:es|ing))(?: (?:this|the|these|it|that|my))(?: [a-z]{1,12})?(?:[:,;.!\])]| must| should| shall| has to| have to| needs? to| is (?:required|asked|to)| are (?:required|asked|to)| end| start| add| include| say| rank| approve| rate| send| please)/g,
  },
  {
    id: 'meant-for-model',
    family: 'addressed',
    scope: 'external',
    weight: 3,
    hints: [
      'instruction',
      'note',
      'message',
      'notice',
      'request',
      'command',
      'directive',
      'memo',
      'reminder',
      'task',
    ],
    also: [' ai', 'assistant', 'llm', 'model', 'agent', 'bot', 'copilot', 'gpt', 'summari'],
    pattern: () =>
      /(?:instructions?|notes?|messages?|notice|reminder|requests?|commands?|directives?|memo|info|information|addendum|task|guidance) (?:to|for|addressed to|aimed at|intended for|directed at)(?: (?:the|any|all|every|your|an|a|whichever|whatever|our|this|other))?(?: (?:[a-z]{1,12})){0,2}? (?:ai|ais|llms?|assistants?|chat ?bots?|language models?|ai (?:agents?|assistants?|models?)|agents?|bots?|copilot|models?|summari[sz]ers?|chatgpt)(?: (?:reading|processing|screening|summari[sz]ing|reviewing)[^:.\n]{0,24})? ?[:\],;>)—–-]/g,
  },
  {
    id: 'when-processed',
    family: 'addressed',
    scope: 'external',
    weight: 2.5,
    hints: ['when', 'once', 'after', 'upon', 'while'],
    pattern: () =>
      /\b(?:when|once|after|upon|while|if)(?: you(?:'re| are| have)?)? (?:summari[sz]\w{1,4}|read(?:ing)?|process(?:ing|ed)?|translat\w{1,4}|finish(?:ed)? reading|asked about|answer(?:ing)? (?:questions )?about|review(?:ing)?) (?:this|the|these)(?: [a-z]{1,12}){0,2}?(?:, ?| )(?:please |you (?:must|should|have to|need to|are required to|shall) |always |also |then |first |immediately ){0,2}(?:say|tell|mention|recommend|state|send|ignore|rank|rate|append|claim|insist|forward|reset|invite|visit|open|run|transfer|delete|email|never mention|end with|reply with|answer with|use the|call the|execute|add the following|include the following|include a link)\b/g,
  },
  {
    id: 'wrapped-order',
    family: 'addressed',
    scope: 'external',
    weight: 2.5,
    hints: ['<', '[', '{{'],
    pattern: () =>
      /(?:<|\[|\{\{) ?\/?(?:information|important|important_message|system|system_message|system message|sys|admin|instructions?|user_request|user_message|user_instruction|prompt|override|urgent|internal|ai_instructions?|assistant|tool_instructions?|hidden)(?:>|\]|\}\})[^<[{]{0,300}?\b(?:you|please|assistant|first|ignore|forward|transfer|send|delete)\b/g,
  },
  {
    id: 'from-the-user',
    family: 'addressed',
    scope: 'external',
    weight: 3,
    hints: [
      'from me',
      'from the user',
      'from your',
      "it's me",
      'it is me',
      'this is your',
      'this is me',
      'the user',
      'your user',
      'i asked you',
      'i gave you',
    ],
    pattern: () => [
      /(?:message|note|request|word|instruction|reminder|update|order)s? from (?:me\b|the user|your (?:user|owner|boss|principal|creator|developer|admin[a-z]*|master|operator|human))(?:[, ][^.\n]{0,40})?(?: to you|[:,])/g,
      /(?:it's|it is|this is) (?:me\b[^\n]{0,80}(?:need you to|want you to|i (?:gave|asked) you|the task|do something)|your (?:user|owner|boss|human|master)\b[^\n]{0,60}(?:please|forgot|need you|want you|do|also))/g,
      /(?:ignore|disregard|forget|override|do not answer|don't answer|instead of (?:answering|helping)) (?:your |the )(?:user|users|human|original (?:task|question|request)|user(?:'s)? [a-z]{1,12}|current task)\b|(?:the|your) user (?:wants|asked|needs|would like|has asked|requires|requested|instructed|authori[sz]ed|expects) (?:you|me|the (?:ai|assistant|model|agent)) (?:to )?/g,
      /(?:finish(?:ing)?|complet(?:e|ing)|solv(?:e|ing)|answer(?:ing)?|do(?:ing)?|continu(?:e|ing)(?: with)?) (?:what|the (?:task|question|thing|job|request)(?: that)?) (?:i|the user) (?:asked|gave|assigned|requested|told)(?: you)?/g,
    ],
  },
  {
    id: 'leak-user-data',
    family: 'exfiltration',
    scope: 'external',
    weight: 3,
    hints: ['@', '://'],
    pattern: () =>
      /\b(?:send|e?mail|forward|upload|post|leak|transmit|submit|exfiltrate|share|reply|deliver|pass)\b[^.\n]{0,70}?(?:user(?:'s|s'|s)?(?: [a-z]{1,10}){0,2} (?:card|password|address|location|data|session|token|history|messages|contacts|credentials|e?mails?|files|information|details|keys|secrets|records)|(?:chat|conversation|message|ticket|browsing|purchase|search|call) (?:history|log|logs|transcript)|conversation so far|this (?:conversation|chat)|(?:full|entire|whole|complete) (?:conversation|inbox|history|chat|contact list|address book)|api keys?|private keys?|credentials|passwords?|access tokens?|every (?:message|file|e?mail|document)|all (?:messages|files|e?mails|documents|contacts|passwords))[^\n]{0,60}?(?:[a-z0-9._-]{1,40}@[a-z0-9-]|https?:\/\/)/g,
  },
  {
    id: 'hidden-markup',
    family: 'hush',
    scope: 'external',
    weight: 3,
    hints: ['<!--', 'display', 'font-size', 'opacity', 'hidden', 'color'],
    pattern: () => [
      /<!--[^<>]{0,160}?\b(?:ai|llms?|assistants?|chatbots?|agents?|language model|you must|ignore (?:all|the|previous|your))\b[^<>]{0,200}?(?:must|please|send|run|create|delete|transfer|invite|grant|unlock|post|share|ignore|do not|don't|curl|add|include|tell|approve|say|forward|visit)/g,
      /(?:display: ?none|font-size: ?[01](?:px|pt)?|opacity: ?0(?![.\d])|visibility: ?hidden|color: ?(?:white|#fff))[^<>]{0,40}>[^<]{0,200}?\b(?:ignore|tell|must|say|send|instructions?|assistant|ai|summar[a-z]{1,8}|recommend|never mention)\b/g,
    ],
  },
  {
    id: 'call-tool',
    family: 'addressed',
    scope: 'external',
    weight: 2.5,
    hints: ['_'],
    pattern: () =>
      /(?:you (?:need|have|are required|must|should|want)(?: to)?|must|please|first|kindly|now|then) (?:first |also |immediately )?(?:call|invoke|use|execute|trigger) (?:the )?(?:tool |function )?[`"']?[a-z]{2,20}_[a-z_]{2,40}[`"']?(?: tool| function)?(?: with|\(| using| to | on | and| tool| function)/g,
  },
]
