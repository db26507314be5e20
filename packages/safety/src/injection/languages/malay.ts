import type { Lexicon } from '../cues.ts'

/** What Malay says in other words than Indonesian. */
export const malay: Lexicon = {
  language: 'ms',
  order: 'verb-first',
  phrases: {
    cancel:
      'abaikan | lupakan | jangan ikut | jangan ikuti | jangan patuhi | ketepikan | batalkan | langgar | tinggalkan | jangan hiraukan | jangan pedulikan | berhenti mengikuti | padamkan | pintas',
    prior:
      'sebelum ini | terdahulu | di atas | sebelumnya | asal | awal | lama | setakat ini | sehingga kini',
    whole: 'semua | segala | setiap | kesemua | sebarang | mana mana',
    own: 'anda | awak | kamu | sistem | pembangun | yang diberikan kepada anda | yang anda terima',
    orders: 'arahan* | perintah* | panduan* | garis panduan | prompt | tugasan | tugas | gesaan*',
    limits: 'peraturan* | sekatan* | had | batasan* | konteks | penapis*',
    everything:
      'segala yang | semua yang di atas | semua yang telah | semua yang diberitahu | segala galanya | semua perkara | apa yang diberitahu | semua di atas | teks di atas',
    reveal:
      'tunjukkan | dedahkan | ulangi | ulang | cetak | beritahu | beritahu saya | senaraikan | nyatakan | salin | apa yang tertulis | bocorkan | perkataan demi perkataan | satu persatu | kongsi | kongsikan | petik',
    prompt:
      'arahan anda | arahan awak | prompt anda | prompt awak | arahan asal | arahan rahsia | arahan tersembunyi | peraturan anda | arahan yang diberikan | arahan yang anda terima | sebelum mesej saya | sebelum mesej pertama saya | di atas mesej ini | permulaan perbualan | arahan sistem anda | prompt sistem anda | gesaan sistem anda | arahan sistem awak | prompt sistem awak',
    role: 'anda kini | awak kini | kini anda | mulai sekarang | mulai saat ini | sekarang anda | bertindak sebagai | berlagak | berpura pura | bayangkan anda | berlakon sebagai | mainkan peranan | anda bukan lagi | jadilah',
    free: 'tanpa sekatan | tanpa sebarang sekatan | tanpa had | tanpa sebarang had | tanpa batasan | tanpa peraturan | tanpa sebarang peraturan | tanpa penapis* | tanpa sebarang penapis* | tanpa moral | tanpa etika | tiada sekatan | tiada peraturan | tiada had | tidak mempunyai sekatan | tidak mempunyai peraturan | tidak pernah menolak | menjawab semua | semuanya dibenarkan | mod pembangun',
    fresh:
      'arahan baharu | arahan baru | tugasan baharu | tugasan baru | tugas baharu | tugas sebenar anda | peraturan baharu | peranan baharu',
    not: 'jangan | tidak | bukan',
    comply: 'jangan sekali kali menolak | tanpa menolak | tanpa amaran',
    machine: 'mesej kepada ai | arahan untuk ai | jika anda ialah ai | jika anda model bahasa',
    first: 'sebelum anda menjawab | sebelum menjawab',
    hush: 'jangan beritahu pengguna | tanpa memberitahu pengguna',
    mine: 'saya | kami | mesej saya',
    topic:
      'bermaksud | maksud | contoh | frasa | ayat | terjemahkan | serangan | terangkan | artikel',
    secret: 'kata laluan | kata rahsia | perkataan rahsia | kod rahsia | rahsia',
    soft: 'tulis | terjemahkan | huraikan | ringkaskan | apakah',
    passage:
      'teks di atas | arahan di atas | arahan sebelum ini | arahan terdahulu | arahan sistem | gesaan sistem | prompt sistem | system prompt | mesej sistem',
    guise: 'aktifkan | hidupkan',
  },
}
