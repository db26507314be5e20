import type { Lexicon } from '../cues.ts'

export const tagalog: Lexicon = {
  language: 'tl',
  order: 'verb-first',
  phrases: {
    cancel:
      'huwag pansinin | huwag mong pansinin | balewalain | balewalain mo | kalimutan | kalimutan mo | kalimutan na | isantabi | isantabi mo | huwag sundin | huwag mong sundin | huwag nang sundin | itigil ang pagsunod | suwayin | labagin | laktawan | burahin | ignorahin | tigilan ang pagsunod',
    prior:
      'naunang | nauna | nakaraang | nakaraan | sa itaas | nasa itaas | orihinal | dating | dati | unang | bago ito | hanggang ngayon | kanina',
    whole: 'lahat | lahat ng | bawat | anumang | buong',
    own: 'iyong | iyo | sa iyo | ibinigay sa iyo | natanggap mo | ng sistema | ng system | ng developer | sistema',
    orders:
      'tagubilin* | utos* | instruksyon* | instruksiyon* | instructions | panuto* | direktiba* | prompt | gawain | gabay* | patakaran*',
    limits:
      'patakaran* | tuntunin* | panuntunan* | limitasyon* | paghihigpit* | konteksto | filter*',
    everything:
      'lahat ng sinabi | lahat ng nasa itaas | lahat ng nauna | lahat ng alam mo | lahat ng itinuro | ang nasa itaas | lahat ng nakasulat | lahat ng ito at | lahat at | lahat ng iyon',
    reveal:
      'ipakita | ipakita mo | ibunyag | ibunyag mo | ulitin | ulitin mo | i print | sabihin | sabihin mo | ilista | ilista mo | isiwalat | kopyahin | anong | ibigay mo | banggitin | salita por salita | nang buo | eksaktong',
    prompt:
      'iyong prompt | prompt mo | tagubilin mo | mga tagubilin mo | iyong mga tagubilin | iyong tagubilin | instruksyon mo | mga instruksyon mo | iyong mga instruksyon | lihim na tagubilin | nakatagong tagubilin | orihinal na tagubilin | unang tagubilin | mga patakaran mo | iyong mga patakaran | tagubiling ibinigay | ibinigay sa iyong | bago ang mensahe ko | bago ang unang mensahe ko | sa itaas ng mensaheng ito | simula ng usapan | iyong system prompt | system prompt mo',
    role: 'ikaw ay ngayon | ngayon ikaw ay | ikaw na ngayon | simula ngayon | mula ngayon | magpanggap | magkunwari | umarte | kumilos bilang | kumilos na parang | gumanap bilang | isipin mong ikaw | isipin mo na | hindi ka na | maging | isa kang',
    free: 'walang limitasyon | walang anumang limitasyon | walang hangganan | walang patakaran | walang anumang patakaran | walang tuntunin | walang filter | walang paghihigpit | walang sensura | walang moral* | walang etika | walang kahit anong | hindi kailanman tumatanggi | hindi tumatanggi | sumasagot sa lahat | lahat ay pinapayagan | pwede ang lahat',
    fresh:
      'bagong tagubilin | bagong utos | bagong gawain | bagong instruksyon | bago mong gawain | tunay mong gawain | bagong patakaran | bagong papel',
    not: 'huwag | hindi | wag',
    comply: 'huwag tumanggi | huwag kailanman tumanggi | walang babala | sagutin ang lahat',
    machine: 'mensahe para sa ai | tagubilin para sa ai | kung ikaw ay ai | kung isa kang ai',
    first: 'bago ka sumagot | bago sumagot',
    hush: 'huwag sabihin sa user | huwag sabihin sa gumagamit | nang hindi sinasabi',
    mine: 'aking | namin | mensahe ko',
    topic:
      'ibig sabihin | kahulugan | halimbawa | parirala | pangungusap | isalin | pag atake | ipaliwanag | artikulo',
    secret: 'password | lihim na salita | lihim na code | sikreto | sikretong salita',
    soft: 'isulat | isalin | ilarawan | ibuod | ano ang | ano ano ang',
    passage:
      'teksto sa itaas | tagubilin sa itaas | naunang tagubilin | nakaraang tagubilin | system prompt | tagubilin ng sistema',
    guise: 'i activate | buksan ang',
  },
}
