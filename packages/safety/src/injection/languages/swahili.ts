import type { Lexicon } from '../cues.ts'

export const swahili: Lexicon = {
  language: 'sw',
  order: 'verb-first',
  phrases: {
    cancel:
      'puuza | puuzia | sahau | usifuate | usitii | acha kufuata | usizingatie | vunja | futa | achana na | kiuka | tupilia mbali',
    prior:
      'awali | ya awali | za awali | yaliyotangulia | hapo juu | ya juu | ya mwanzo | ya kwanza | uliyopewa awali | kabla ya hii | hadi sasa',
    whole: 'yote | zote | wote | kila | vyote',
    own: 'yako | zako | lako | uliyopewa | ulizopewa | ya mfumo | wa mfumo | ya msanidi',
    orders: 'maagizo | maelekezo | amri | maelezo | miongozo | mwongozo | prompt | kazi | sheria',
    limits: 'sheria | kanuni | vizuizi | mipaka | muktadha | vichujio',
    everything:
      'kila kitu | yote yaliyosemwa | yote uliyoambiwa | yote hapo juu | yaliyo hapo juu | yote na',
    reveal:
      'nionyeshe | onyesha | fichua | rudia | chapisha | niambie | sema | taja | orodhesha | nakili | neno kwa neno | toa',
    prompt:
      'maagizo yako | maelekezo yako | prompt yako | maagizo ya siri | maagizo yaliyofichwa | sheria zako | uliyopewa mwanzoni | kabla ya ujumbe wangu | mwanzo wa mazungumzo | maagizo yako ya mfumo | system prompt yako | prompt yako ya mfumo',
    role: 'sasa wewe ni | wewe ni | kuanzia sasa | tangu sasa | jifanye | igiza | tenda kama | fikiria kuwa wewe | chukua nafasi | si tena',
    free: 'bila vizuizi | bila vizuizi vyovyote | isiyo na vizuizi | isiyo na mipaka | isiyo na sheria | bila mipaka | bila sheria | bila kanuni | bila vichujio | bila maadili | huna vizuizi | huna sheria | isiyokataa | hakatai kamwe | hujibu kila kitu | kila kitu kinaruhusiwa',
    fresh:
      'maagizo mapya | maelekezo mapya | kazi mpya | kazi yako mpya | sheria mpya | jukumu jipya',
    not: 'usi | kamwe',
    mine: 'yangu | wangu | langu | zetu',
    topic: 'maana | mfano | sentensi | tafsiri | shambulio | eleza | makala',
    secret: 'nenosiri* | neno la siri | nywila | siri | msimbo wa siri',
    soft: 'andika | tafsiri | eleza | fupisha | ni nini | ni yapi',
    passage:
      'maandishi ya juu | maandishi hapo juu | maagizo ya awali | maagizo hapo juu | maagizo ya mfumo | maelekezo ya mfumo | system prompt | prompt ya mfumo | ujumbe wa mfumo',
  },
}
