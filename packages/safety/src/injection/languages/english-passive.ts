import type { Lexicon } from '../cues.ts'

/** English sentences in which the cancelled thing comes first: all instructions above are void. */
export const englishPassive: Lexicon = {
  language: 'en-passive',
  order: 'verb-last',
  phrases: {
    cancel:
      'are void | is void | are cancelled | are canceled | is cancelled | are now void | no longer apply | no longer valid | are no longer in effect | no longer matter | no longer count | have been cancelled | have been revoked | should be ignored | must be ignored | are to be ignored | can be ignored | were a test | was a test | was just a test | are obsolete | have expired | are outdated | are null | is null | are null and void | is null and void | are hereby revoked | are revoked | is revoked | have been withdrawn | are withdrawn | are suspended | have been suspended | have been lifted | are lifted | are overridden | have been overridden | have been replaced | are superseded | have been superseded | are irrelevant | is irrelevant | are invalid | is invalid | no longer matters | no longer counts | no longer applies | do not apply any more | do not apply anymore | don t apply anymore | don t apply any more | do not matter | does not matter | don t matter | doesn t matter | does not count | do not count | were just a test | were only a test | was only a test | was only an example | were only examples | was a joke | were a joke | was a drill | were a mistake | was a mistake | can be disregarded | should be disregarded | must be disregarded | are to be disregarded | should be forgotten | must be forgotten | are deleted | have been deleted | have been removed | are removed | are gone | have been erased | revoked | are now irrelevant | are now invalid | have ended',
    prior:
      'previous | prior | earlier | above | preceding | original | initial | before | foregoing | given before | you received before | former',
    whole: 'all | any | every',
    own: 'your | you were given | given to you | you received | you have been given | you were told | system',
    orders:
      'instructions | instruction | prompt | prompts | directives | guidelines | commands | directions | orders | directive | programming',
    everything:
      'everything before | everything above | everything up to this point | everything so far | all of the above | all of the foregoing | the foregoing | everything prior | everything previous | everything written above | everything said above | everything said before | everything you were told | everything you have been told | everything i said before | everything that came before | all that was said | what came before | whatever you were told | all of that | what you were told',
  },
}
