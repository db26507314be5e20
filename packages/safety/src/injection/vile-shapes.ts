import type { ShapeRule } from './shape-rule.ts'

/** What many jailbreaks are after; alone it is what moderators talk about, too. */
export const vileShapes: readonly ShapeRule[] = [
  {
    id: 'vile-content',
    family: 'pressure',
    scope: 'direct',
    weight: 1,
    hints: [
      'nsfw',
      'explicit',
      'smut',
      'erotic',
      'porn',
      'profan',
      'slurs',
      'hate speech',
      'illegal',
      'unethical',
      'immoral',
      'amoral',
      'inappropriate',
      'offensive',
      'harmful',
      'obscen',
      'taboo',
    ],
    pattern: () =>
      /\b(?:generat(?:e|es|ing)|produc(?:e|es|ing)|creat(?:e|es|ing)|writ(?:e|es|ing)|us(?:e|es|ing)|sa(?:y|ys|ying)|provid(?:e|es|ing)|include[sd]?|including|discuss(?:es|ing)?|describ(?:e|es|ing)|allow(?:s|ed)?|even if|whether|no matter|engage in|respond(?:s|ing)? with|answer(?:s|ing)? (?:all|any|every)|any|curse|curses)(?: [a-z']{1,12}){0,5}? (?:nsfw|explicit(?:ly)?|smut|erotica?|pornograph[a-z]+|profan(?:e|ity|ities)|racial slurs?|slurs|hate speech|illegal|unethical|immoral|amoral|inappropriate|offensive|harmful|obscen[a-z]+|taboo)\b/g,
  },
]
