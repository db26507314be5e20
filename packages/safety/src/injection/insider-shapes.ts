import type { ShapeRule } from './shape-rule.ts'

/** English pretexts inside data from outside: consent that nobody gave, steps that nothing needs. */
export const insiderShapes: readonly ShapeRule[] = [
  {
    id: 'forged-consent',
    family: 'hush',
    scope: 'external',
    weight: 2.5,
    hints: ['user', 'need to', 'owner', 'assistant', 'agent', 'model'],
    also: [
      'already',
      'no need',
      'should',
      'must',
      'will',
      'has to',
      'is to',
      'needs to',
      'shall',
      'require',
      'of this',
    ],
    pattern: () =>
      /\b(?:(?:the |your )?user (?:has )?already (?:agreed|confirmed|approved|consented|authori[sz]ed)|no need (?:to|for) (?:ask(?:ing)?(?: again| the user| first| me| him| her)|confirm(?:ation)?(?: with)? (?:from )?(?:the )?user)|(?:my|your|his|her|the|this user's) (?:ai )?(?:assistant|agent) (?:should|must|will|has to|is to|needs to|shall) (?:now |also |immediately |first |please )?(?:send|forward|delete|transfer|withdraw|grant|share|post|unlock|invite|cancel|visit|open|run|reply|ignore|say|include|tell|change|reset|pay|buy|order|approve|call)|requires? (?:that )?(?:the|every|any|all) (?:ai|agent|assistant|language model|model)s? (?:to )?[a-z]{2,12}|(?:owner|user|holder) of this (?:inbox|account|device|calendar|mailbox|workspace)(?:,| here| has asked| asked| wants| would like))/g,
  },
  {
    id: 'or-it-fails',
    family: 'addressed',
    scope: 'external',
    weight: 2.5,
    hints: [' fail', 'otherwise', 'or else', 'invalid', 'retry', 'unless', 'only then', 'step 0'],
    pattern: () =>
      /\b(?:otherwise|or else|or) (?:(?:your|this|my) (?:task|request|answer|tool|call|response|result)|the (?:task|answer|listing))s? (?:fails?|will fail|will not|cannot|can't|won't|is invalid|is incomplete)|(?:previous|last) (?:tool )?(?:output|result|answer|response|call) (?:was|is) (?:invalid|wrong|incomplete|corrupted?|rejected)[^\n]{0,40}(?:retry|instead|please|must|fix)|step (?:0|zero) ?:|only then (?:go on|continue|proceed|answer|respond)/g,
  },
  {
    id: 'part-for-model',
    family: 'addressed',
    scope: 'external',
    weight: 3,
    hints: ['p.s', 'ps', '[', '<!--', '/*', '//', '#', '(', '{'],
    pattern: () =>
      /(?:p\.? ?s\.?|<!--|\/\*|\/\/|#|\(|\[|\{)[ :]{0,3}(?:for|to|hey|dear|note to|attention|any|if)?(?: (?:the|any|all|my|every|you are an?|an?))?[ :]{0,2}(?:ai|ais|llms?|assistants?|chat ?bots?|language models?|ai (?:agents?|assistants?|models?)|coding agents?|copilot|gpt)(?: (?:reading|processing|reviewing|parsing|screening) (?:this|it|here))?(?:[:,!]| please| must| should) ?[a-z]/g,
  },
  {
    id: 'told-to-say',
    family: 'addressed',
    scope: 'external',
    weight: 2,
    hints: ['answer', 'reply', 'response', 'summary', 'output'],
    also: [
      'end ',
      'start',
      'begin',
      'finish',
      'close',
      'conclude',
      'preface',
      'your ',
      'include',
      'insert',
      'add ',
      'mention',
      'append',
    ],
    pattern: () =>
      /\b(?:(?:end|start|begin|finish|close|conclude|preface) (?:each|every|your|the|all) (?:answers?|repl(?:y|ies)|responses?|summar(?:y|ies)|outputs?|messages?) with|(?:in|at the end of|into|to) your (?:answer|reply|response|summary|output|final answer)[, ]|your (?:answer|reply|response|summary|output|final answer) (?:must|should|has to|needs to|shall) (?:include|contain|say|end|start|mention|begin|be)|(?:include|insert|add|mention|append)[^.\n]{0,60} (?:in|to|into|at the end of) (?:your|the|its) (?:answer|reply|response|summary|output))/g,
  },
]
