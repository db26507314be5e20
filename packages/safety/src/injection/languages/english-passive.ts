import type { Lexicon } from '../cues.ts'

/** English sentences in which the cancelled thing comes first: all instructions above are void. */
export const englishPassive: Lexicon = {
  language: 'en-passive',
  order: 'verb-last',
  phrases: {
    cancel:
      'are void | is void | are cancelled | are canceled | is cancelled | are now void | no longer apply | no longer valid | are no longer in effect | no longer matter | no longer count | have been cancelled | have been revoked | should be ignored | must be ignored | are to be ignored | can be ignored | were a test | was a test | was just a test | are obsolete | have expired | are outdated',
    prior: 'previous | prior | earlier | above | preceding | old | original | initial | before',
    whole: 'all | any | every',
    own: 'your | you were given | given to you',
    orders:
      'instructions | instruction | prompt | prompts | directives | guidelines | commands | directions | orders | rules',
    everything:
      'everything before | everything above | everything up to this point | everything so far | all of the above | all of the foregoing | the foregoing',
  },
}
