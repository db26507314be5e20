import type { ShapeRule } from './shape-rule.ts'

/** Template tokens, fake headings and images that carry data. */
export const delimiterShapes: readonly ShapeRule[] = [
  {
    id: 'template-token',
    family: 'delimiter',
    scope: 'direct',
    weight: 3,
    hints: [
      '<|',
      '[inst',
      '[/inst',
      '<<',
      '<start_of',
      '<end_of',
      '[/sys',
      '[sys',
      '[avail',
      '[/avail',
    ],
    pattern: () =>
      /<\|(?:im_start|im_end|im_sep|endoftext|system|user|assistant|begin_of_text|end_of_text|start_header_id|end_header_id|eot_id|end|endofprompt)\|?>|<(?:start_of_turn|end_of_turn)>|<<\/?sys>>|\[\/?(?:inst|system_prompt|available_tools)\]/g,
  },
  {
    id: 'fake-role',
    family: 'delimiter',
    scope: 'direct',
    weight: 1.2,
    hints: [':'],
    also: ['system', 'assistant', 'developer', 'admin'],
    pattern: () =>
      /(?:^|\n) ?(?:#{1,4} ?|\*\*|\[)?(?:system|assistant|developer|admin|administrator)(?: (?:message|prompt|instruction|instructions|note|override))?(?:\]|\*\*)? ?:/g,
  },
  {
    id: 'fake-block',
    family: 'delimiter',
    scope: 'direct',
    weight: 2,
    hints: ['<', '##', '--', '=='],
    pattern: () => [
      /<\/?(?:system|system_prompt|system-prompt|system_message|instructions|important|information|admin|user_instruction|user_request|prompt|override)>|#{2,4} ?(?:(?:new|system|updated) (?:instructions?|prompt)|(?:instructions?|system|response|end of (?:document|prompt|context|input)) ?:)/g,
      /[-=]{3,} ?(?:end|begin|start) (?:of )?(?:the )?(?:system |user |new |context |data |document |email |tool )?(?:prompt|instructions|document|input|message|email|data|context|query|output|result|results)\b/g,
    ],
  },
  {
    id: 'data-image',
    family: 'exfiltration',
    scope: 'external',
    weight: 3,
    hints: ['](http'],
    also: ['?', '='],
    pattern: () =>
      /!\[[^\]\n]{0,60}\]\(https?:\/\/[^\s)?]{1,120}\?(?:[^\s)]{0,80}(?:[{<[$]|%7b|%3c|\.\.\.)|[^\s)=]{0,24}(?:data|secret|passw|conversation|chat|history|prompt|summary|leak|stolen|payload|content|token|user|msg|info|q|d|c|x)=(?:[^\s)]{0,40}(?:data|secret|passw|conversation|chat|history|prompt|summary|user|here|token|name|address|mail|card|key)|[a-z0-9+/=_%-]{40,}))/g,
  },
]
