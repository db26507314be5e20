import type { Lexicon } from '../cues.ts'

export const turkish: Lexicon = {
  language: 'tr',
  order: 'verb-last',
  phrases: {
    cancel:
      'yok say* | görmezden gel* | unut* | dikkate alma* | göz ardı et* | önemseme* | boş ver | uyma* | takip etme* | dinleme* | geçersiz kıl* | iptal et* | sil | silin | silip | atla | çiğne* | ihlal et* | bırak | reddet | devre dışı bırak* | umursama* | aldırma* | geçersizdir | geçersiz say* | kulak asma* | bir kenara bırak | uyma | aş | unut | yok say | dikkate alma | umursama | çiğne | görmezden gel | göz ardı et | takip etme | hiçe say | uymayı bırak | uymayın | dikkate almayın | önemseme | boşver | unutun | ihlal et | geçersiz say | dinleme | aldırma | itaat etme',
    prior:
      'önceki | daha önceki | yukarıdaki | yukarıda | evvelki | geçmiş | eski | şimdiye kadar* | ilk | başlangıç* | orijinal | bundan önce* | daha önce | son | asıl | aldığın | artık',
    whole: 'tüm | bütün | her | herhangi | hepsini | her türlü',
    own: 'senin | sana verilen | size verilen | sizin | sistem | sistemin | geliştirici* | gizli | dahili | aldığın | kendi | talimatlarını | kurallarını | kısıtlamalarını | geliştiricinin | verilen',
    orders:
      'talimat* | yönerge* | komut* | emir* | emri | direktif* | prompt* | istem* | yönlendirme* | programlama* | görev* | kılavuz* | kural* | kısıtlama* | sistem istemi* | kurallara | kurallarını | kuralları | talimatlara | talimatları | talimatlarını | komutları | yönergeleri | emirleri',
    limits:
      'kural* | bağlam* | kısıtlama* | sınırlama* | metn* | metin* | filtre* | politika* | konuşma* | etik | rolünü | bilgi*',
    everything:
      'önceki her şeyi | yukarıdaki her şeyi | söylenen her şeyi | söylediğim her şeyi | bildiğin her şeyi | bundan önceki her şeyi | her şeyi | öncekilerin hepsini | yukarıdakilerin hepsini | sana söylenen* | şimdiye kadarki her şeyi | önce söylenenleri | yukarıdakileri | şimdiye kadar okuduğun her şeyi | yukarıda yazan her şeyi | senden istediğini | sana söylenenleri | her şeyi ve | şimdiye kadar söylenen her şeyi | sana söylenen her şeyi | bundan öncekileri | öncekileri | her şeyi unut | yukarıdaki metni | önceki metni | yukarıda yazanları | bir yapay zeka olduğunu | her şeyi sil ve | hepsini sil ve | öncekilerin hiçbiri | senden istenenleri | senden istenen',
    reveal:
      'göster* | tekrarla* | tekrar et* | yazdır* | söyle* | listele* | paylaş* | ifşa et* | alıntıla* | kopyala* | neydi | nelerdir | ne yazıyor | kelimesi kelimesine | aynen | sırala | çevir* | hangi talimat* | hangi kural* | hangi talimatlar | hangi kurallar | göster | yazdır | tekrarla | söyle | paylaş | kopyala | verildi | ifşa et | sana ne | bana ne | hangi kuralları | hangi talimatları',
    prompt:
      'talimatların* | talimatlarını | yönergelerin* | kuralların* | kendi prompt* | senin prompt* | promptun* | başlangıç talimat* | başlangıç prompt* | ilk talimat* | ilk prompt* | orijinal prompt* | orijinal talimat* | gizli talimat* | gizli prompt* | gizli kural* | dahili talimat* | sana verilen talimat* | sana verilen komut* | sana verilen kural* | sistem isteminin | ilk talimatlarını | başta hangi talimatları | hangi talimatları aldın | bu mesajın üstündeki | sana hangi kuralları | kuralları verdi | söylemen yasak | sistem promptunu | iç talimatlarını | sistem promptun | sistem istemini | sistem mesajını | sistem talimatlarını | promptunu | konuşmanın başında | sohbetin başında | sana verilen talimatları | sana verilen | hangi talimatlar verildi | başlangıç talimatlarını | ilk mesajımdan önce | söylememen gereken | gizli talimatlarını | söyleyemezsin | söylemene izin | sana verilen ilk mesaj* | ilk mesajı | başta ne söylendi | mesajımdan önce | hangi kuralları verdi | istemini',
    role: 'artık sen | sen artık | bundan sonra | bundan böyle | şu andan itibaren | şimdi sen | gibi davran* | gibi hareket et* | gibi konuş* | rolünü oyna* | rolüne gir* | rol yap* | rolünü üstlen* | olduğunu hayal et* | hayal et ki | numarası yap* | taklit et* | taklidi yap* | simüle et* | olacaksın | artık bir | ol ve | değilsin | oynuyorsun | gibi davran | hayal et | gibi cevap ver | rolünü oyna | mış gibi | artık | mış gibi davran | miş gibi davran | muş gibi davran | rolüne gir | ol | farz et | numarası yap',
    free: 'kısıtlama olmadan | hiçbir kısıtlama* | kısıtlaması olmayan | kısıtlamasız | sınırsız* | sınırlama olmadan | hiçbir sınır* | sınırı olmayan | filtresiz | hiçbir filtre* | filtre olmadan | sansürsüz | sansür olmadan | hiçbir kural* | kuralsız | kuralı olmayan | kural tanımayan | kurallara bağlı olmayan | ahlaksız | ahlaki | etik olmayan | etik kural* | her şeyi yapabil* | özgürsün | serbestsin | geliştirici modu* | her şey serbest | kısıtlanmamış | her şeyin serbest | ahlakı olmayan | asla reddetmeyen | tüm kısıtlamalardan | hiçbir kurala bağlı olmayan | sınırların yok* | sınırsız | kötü bir yapay zeka* | kuralları olmayan | hiçbir kuralı | hiçbir kısıtlaman | hiçbir kısıtlaması | hiçbir kuralın | etik kuralları olmayan | kısıtlaman yokmuş | kuralın yokmuş | sınırın yokmuş | her soruya cevap ver* | her şeye cevap ver* | asla reddetme* | hiçbir şeyi reddetme* | her şeyi yapabilen',
    fresh:
      'yeni talimat* | yeni komut* | yeni görev* | yeni kural* | yeni emir* | gerçek görevin* | asıl görevin* | yeni prompt* | yeni rol* | bunun yerine | güncellenmiş talimat* | yeni yönerge* | yeni görevin | yeni görev | asıl görevin | gerçek görevin | yeni kurallar | yeni talimat | yeni talimatlar | görevin artık | çevirmek yerine | talimat değişikliği | talimatlar değişti | kurallar değişti | görevin bundan böyle | şu andan itibaren görevin | görevin şimdi',
    not: 'değil | asla | hiçbir zaman',
    comply:
      'asla reddetme* | reddetmeden | uyarı yapmadan | uyarı verme* | uyarı olmadan | uyarısız | her soruya | tüm soruları | her şeye cevap | yasa dışı* | yasadışı*',
    machine:
      'sevgili yapay zeka | sayın yapay zeka | sevgili asistan | yapay zekaya not | yapay zeka için not | yapay zeka için talimat* | yapay zekaya talimat* | yapay zekaya mesaj | asistana not | asistan için talimat* | yapay zeka asistanına | dikkat yapay zeka | eğer bir yapay zeka | eğer yapay zeka | bir yapay zekaysan | bir dil modeliysen | asistan şunu yapmalı | merhaba yapay zeka | bunu okuyan her yapay zeka | dil modeliysen | yapay zekaysan',
    first:
      'cevap vermeden önce | yanıtlamadan önce | yanıt vermeden önce | cevaplamadan önce | devam etmeden önce | özetlemeden önce | önce şunu',
    hush: 'kullanıcıya söyleme* | kullanıcıya haber verme* | kullanıcıya bildirme* | kullanıcıya bahsetme* | kullanıcının haberi olmadan | kullanıcıya bilgi verme* | bundan bahsetme* | gizlice | onay istemeden | onay almadan | bundan bahsetme | kullanıcıya söyleme',
    urgent:
      'önemli mesaj | önemli talimat* | acil mesaj | sistem mesajı | sistem bildirimi | çok önemli | önemli not',
    send: 'gönder* | ilet* | yolla* | paylaş* | yayınla* | ekle*',
    data: 'şifre* | parola* | kullanıcı veri* | kişisel veri* | kişisel bilgi* | konuşma geçmişi* | sohbet geçmişi* | api anahtar* | gizli bilgi* | tüm e postalar* | kişiler*',
    mine: 'benim | bizim | mesajımı',
    topic:
      'ne demek | anlamı | örnek | ifade | cümle* | çevir* | çeviri | saldırı* | açıkla* | makale | başlık | alıntı',
    secret:
      'şifre* | parola* | gizli kelime* | gizli kod* | sır* | şifre | şifreyi | parola | parolayı | gizli kelime | gizli kelimeyi',
    task: 'lütfen | yapmalısın | zorundasın | şunu yap | şunları yap | yapmanı istiyor',
    soft: 'açıkla* | yaz | çevir* | özetle* | nedir | anlat* | çevir | neler | açıkla | listele',
    passage:
      'sistem prompt* | sistem istem* | sistem mesaj* | sistem talimat* | yukarıdaki metn* | yukarıdaki talimat* | önceki talimat* | sistem istemi* | sistem mesajı* | yukarıdaki metni',
    guise: 'aç | etkinleştir | geliştirici mod* | moduna geç',
    posing: 'kullanıcı ayrıca | kullanıcı istiyor',
  },
}
