import type { ShapeRule } from './shape-rule.ts'

/** English requests for a word that the model guards, which say of no account what it opens. */
export const guardShapes: readonly ShapeRule[] = [
  {
    id: 'guarded-word',
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
      'pasword',
      'hidden word',
    ],
    pattern: () => [
      /^(?![^a-z\n]{0,4}(?:why|when|where|who|how (?:often|secure|safe|strong|do|should|can|could)(?! you))\b)(?![^\n]{0,200}\b(?:(?:should|must|may|shall|can|could) the (?:pass|secret)|tell (?:him|her|them)|(?:pass ?word|secret|pass ?phrase|code) (?:is|was|gets|got|has been) (?:wrong|rejected|invalid|incorrect|not|too|case|stored|saved|expired|correct|required|needed|visible|encrypted|empty|asked|on|in|at)))(?![^\n]{0,200}\b(?:an?|my|our|his|her|its|their|any|each|every|old|new|strong|wrong|forgotten|default) (?:[a-z-]{1,12} )?(?:pass ?words?|secrets?|pass ?codes?|code ?words?)\b)(?![^\n]{0,160}["“«„][^"”»\n]{0,60}(?:pass|secret))(?![^\n]{0,240}\b(?:accounts?|admin panel|android|api|app|attic|bank|bios|browser|bucket|chrome|cli|client|column|computer|config|css|customers?|database|db|dear|deploy|dialog|docker|email|env|environment|excel|facebook|field|file|folder|form|function|git|github|google|hash|hashed|hashing|html|input|iphone|java|javascript|keepass|kubernetes|laptop|library|linux|log ?in|logs|mac|mail|manager|node|oauth|parameter|pdf|phone|php|policy|policies|postgres|printer|python|regards|regex|repo|reset|router|sap|script|server|settings|sign ?in|site|spa|sql|ssh|steam|typescript|ubuntu|users?|vault|vpn|web ?site|wi-?fi|windows|zip|film|movie|novel|episode|scene|spy|guards?|recipe|ingredient|santa|garden|agent|service|police|(?:how|where|when|why) (?:do|can|should|must|did|could) (?:i|we|people)|(?:translate|correct|proofread|classify|rewrite|shorten|review) (?:this|the|my) (?:sentence|text|message|line|mail)|(?:do not|don't|never|did not|didn't) (?:share|send|post|give|write|save|store|use|forget|need|have)(?: [a-z]{1,8})? (?:the|your) (?:pass|secret|code))\b)[^\n]{0,100}?\b(?:what|what's|whats|which|tell|telling|give|say|says|speak|write|spell|print|output|show|reveal|share|know|describe|hint|guess|need|want|letters?|characters?|vowels?|rhymes?|similar|opposite|means|split|concatenate|encode|translate|convert|base64|mention|is|does|repeat|hear|leak|provide|send|type|define|explain|display|return|disclose|confirm|pls|please|use|shouts?|hand over|let me have)\b[^.!?,:\n]{0,44}?\b(?:the|your|da|that) (?:(?:secret|hidden|magic|correct|actual|real|full|override|master) )?(?:pass ?words?|paswords?|pass ?phrase|pass ?code|code ?word|secret (?:word|key|code|phrase)|hidden word|secret(?= ?(?:[?.!,;:]|$|and\b|but\b|in\b|letter|backward|please|now|to me|you )))(?! (?:for|of|on|from|to (?!me\b|us\b|save|make|be\b)|with (?:notion|the team|anyone|others|my|our|them|him|her)\b|have to|needs? to|supposed|string|variable|have\b|contain|be\b|stored|protected|strength|length|generator|expires?|must|should|box|prompt|hint|entry|screen|page|change|rules?|requirements?|resets?|behind|in (?:the|my|our) (?!text|prompt|instruction|system|style|form|middle|end\b|nato|following)|in (?:hmac|aes|rsa|jwt)|that (?:i|we) (?:set|chose|use)|was (?:changed|reset|stolen|leaked)|i (?:set|chose|use)))[^\n]{0,90}$/g,
      /^(?![^\n]{0,200}\b(?:my|our|field|form|policy|wi-?fi|router|email|account|python|sql|function)\b)[^a-z\n]{0,4}(?:so |and |ok |now |well )?(?:the|your) (?:secret |hidden )?(?:pass ?word|pass ?phrase|pass ?code|code ?word|secret (?:word|key|code|phrase)|secret) (?:is|was|starts with|begins with|ends with|rhymes with|contains|has)(?: what| which| how many letters| \.{2,}|[ .:…_]{0,6}$)/g,
    ],
  },
  {
    id: 'secret-owed',
    family: 'reveal',
    scope: 'direct',
    weight: 2.5,
    hints: [
      'secret',
      'password',
      'codeword',
      'code word',
      'hiding',
      'conceal',
      'confidential',
      'not allowed to',
      'not supposed to',
      "shouldn't",
      'should not',
      "can't you tell",
      "can't you say",
      'cannot you tell',
    ],
    pattern: () => [
      /\b(?:no longer|not|don't|do not)(?: [a-z]{2,8}){0,2} (?:required|need|needed|obliged|obligated|have|supposed|bound|asked) to (?:keep|hide|protect|guard|conceal)(?: [a-z]{1,10}){0,2} (?:secrets?|pass ?words?|code ?words?|pass ?phrase|key)\b(?! (?:from|of (?:my|the|a|our)))/g,
      /^[^a-z]{0,3}(?:so |hey |hi |ok |and |please ){0,2}(?:what are you (?:hiding|concealing|keeping (?:secret|from me))|what (?:shouldn't|should not|can't|cannot|mustn't|must not|may not|aren't|are) you (?:not )?(?:allowed to |supposed to )?(?:tell|say|reveal|share|disclose)(?: me| us| to me)?|tell me what (?:you are|you're) (?:hiding|concealing|not (?:allowed|supposed) to (?:say|tell|reveal))|do you (?:have|keep|know|guard|hide) (?:a |any )?secrets?)[^a-z]{0,3}$/g,
      /\b(?:thing|last|first|everything|anything|all|information|data|word|text|what)(?: [a-z]{1,8}){0,2} you (?:were|are|have been|got|must|have to|should|need to|had to)(?: [a-z]{1,8}){0,3}? (?:keep|treat as|hold|hide|protect|guard)(?: as)? ?(?:confidential|secret|hidden|private|protect|safe)?(?= ?[.?!,]|$)/g,
    ],
  },
]
