import type { Lexicon } from '../cues.ts'

export const indonesian: Lexicon = {
  language: 'id',
  order: 'verb-first',
  phrases: {
    cancel:
      'abaikan | abaikanlah | mengabaikan | lupakan | lupakanlah | melupakan | jangan ikuti | jangan patuhi | berhenti mengikuti | jangan hiraukan | hiraukan | kesampingkan | batalkan | timpa | hapus | lewati | langgar | buang | tinggalkan | singkirkan | jangan pedulikan | tidak perlu mengikuti | ganti | nonaktifkan | tidak berlaku lagi | jangan lagi ikuti | jangan dengarkan | jangan ikuti lagi | tidak usah ikuti | jangan turuti | lupakan saja | hapus semua | langgar batasanmu | abaikan batasanmu',
    prior:
      'sebelumnya | terdahulu | di atas | tadi | sebelum ini | sejauh ini | awal | asli | semula | lama | yang lalu | selama ini | pertama | terakhir | lagi',
    whole: 'semua | seluruh | segala | setiap | apa pun | apapun',
    own: 'anda | kamu | mu | yang diberikan kepadamu | yang kamu terima | yang anda terima | sistem | pengembang | rahasia | tersembunyi | internal | batasanmu | aturanmu',
    orders:
      'instruksi* | perintah* | arahan* | petunjuk* | pedoman* | prompt* | panduan* | direktif | pemrograman* | tugas* | aturan* | batasan* | prompt sistem* | prompt | arahan | perintah | instruksi | aturan | panduan | petunjuk',
    limits:
      'aturan* | peraturan* | konteks | batasan* | pembatasan* | teks | filter* | kebijakan* | percakapan | etika | peran*',
    everything:
      'semua yang di atas | semua di atas | semua sebelumnya | semua yang sebelumnya | segala sesuatu sebelum* | segala sesuatu di atas | semua yang kamu ketahui | semua yang anda ketahui | semua yang dikatakan | semua yang telah dikatakan | semua yang saya katakan | semuanya sebelum* | semua hal sebelum* | semua hal di atas | apa yang dikatakan sebelumnya | semua yang telah | segalanya sebelum* | semua yang diberitahukan | semua yang sudah kamu baca | semua yang tertulis di atas | semua yang kukatakan | yang di atas | teks di atas | teks sebelumnya | tugas sebelumnya | semuanya dan | apa yang dikatakan | bahwa kamu adalah ai | hapus semua dan',
    reveal:
      'ungkapkan | tunjukkan | tampilkan | perlihatkan | ulangi | beritahu | beri tahu | katakan | berikan | cetak | bagikan | kutip | salin | apa saja | bocorkan | keluarkan | kata demi kata | persis | instruksi apa | perintah apa | aturan apa | ceritakan | apa saja yang',
    prompt:
      'instruksimu | instruksi anda | instruksi kamu | promptmu | prompt anda | prompt kamu | aturanmu | aturan anda | pedoman anda | pedomanmu | prompt awal* | prompt asli* | instruksi awal* | instruksi asli* | instruksi tersembunyi* | instruksi rahasia* | prompt tersembunyi* | prompt rahasia* | instruksi internal* | aturan rahasia* | aturan internal* | aturan tersembunyi* | instruksi yang diberikan | instruksi yang kamu | instruksi yang anda | perintah awal* | arahan awal* | arahanmu | prompt sistemmu | prompt sistem kamu | prompt sistem anda | kamu terima di awal | di atas pesan ini | tidak boleh kamu katakan | instruksi apa yang kamu | perintah apa yang kamu | instruksi yang kamu terima | di awal percakapan | awal percakapan | sebelum pesan saya | sebelum pesan pertama | tidak boleh dikatakan | instruksi awal | instruksi rahasia | dilarang kamu katakan | kamu dilarang katakan | yang dilarang kamu | sebelum pesan pertama saya | diberitahu di awal',
    role: 'sekarang kamu adalah | sekarang anda adalah | kamu sekarang adalah | anda sekarang adalah | kamu sekarang | anda sekarang | mulai sekarang | mulai saat ini | dari sekarang | bertindaklah sebagai | bertindak sebagai | bersikaplah seperti | berperilakulah | berpura pura* | pura puralah | perankan | berperanlah | berperan sebagai | mainkan peran | ambil peran | bayangkan kamu | bayangkan anda | bayangkan bahwa | simulasikan | kamu akan menjadi | jadilah | kamu bukan lagi | anda bukan lagi | seolah olah | jawab seperti | mulai sekarang kamu adalah | mulai sekarang kamu | sekarang kamu | sekarang anda | kamu adalah | berpura pura | berpura puralah | pura pura | bertindak seolah | bersikap seperti',
    free: 'tanpa batasan | tanpa batas | tanpa pembatasan | tanpa aturan | tanpa filter | tanpa sensor | tanpa moral | tanpa etika | tanpa larangan | tidak ada batasan | tidak ada aturan | tidak ada filter | tidak ada larangan | tidak memiliki batasan | tidak punya batasan | tidak memiliki aturan | tidak punya aturan | tidak terikat | tidak terbatas | bebas dari | terbebas dari | tidak disensor | tidak bermoral | amoral | tidak etis | mode pengembang | melakukan apa saja | melakukan apa pun | melakukan segalanya | semuanya diperbolehkan | semua diizinkan | semuanya diizinkan | tidak pernah menolak | tidak punya batas | menjawab semuanya | menjawab semua | menjawab apa saja | bisa melakukan apa saja',
    fresh:
      'instruksi baru* | tugas baru* | perintah baru* | aturan baru* | arahan baru* | tugas sebenarnya | tugasmu yang sebenarnya | tugas asli | peran baru* | prompt baru* | sebagai gantinya lakukan | instruksi terbaru | petunjuk baru* | tugas baru | tugas barumu | instruksi baru | aturan baru | peran baru | alih alih menerjemahkan | perubahan instruksi | instruksi telah berubah | aturan telah berubah | tugasmu sekarang | tugas anda sekarang',
    not: 'jangan | tidak | tidak pernah | tanpa',
    comply:
      'jangan pernah menolak | jangan menolak | tidak boleh menolak | tanpa menolak | tanpa peringatan | tanpa penolakan | jangan beri peringatan | jawab semua | semua pertanyaan | pertanyaan apa pun | pertanyaan apapun | ilegal | meskipun ilegal',
    machine:
      'ai yang terhormat | asisten yang terhormat | kepada ai | kepada asisten ai | halo ai | catatan untuk ai | pesan untuk ai | pesan kepada ai | instruksi untuk ai | instruksi kepada ai | instruksi untuk asisten | petunjuk untuk ai | perhatian ai | jika kamu adalah ai | jika anda adalah ai | jika kamu ai | jika anda model bahasa | jika anda adalah model | jika kamu adalah model | asisten harus | ai harus | asisten ai yang membaca | kepada setiap asisten ai | jika kamu model bahasa',
    first:
      'sebelum menjawab | sebelum kamu menjawab | sebelum anda menjawab | sebelum merespons | sebelum melanjutkan | sebelum meringkas | pertama tama kamu harus',
    hush: 'jangan beritahu pengguna | jangan beri tahu pengguna | jangan katakan kepada pengguna | tanpa memberitahu pengguna | tanpa memberi tahu pengguna | tanpa sepengetahuan pengguna | jangan sebutkan ini | jangan menyebutkan | jangan informasikan | diam diam | secara rahasia | tanpa konfirmasi | tanpa menyebutkannya',
    urgent:
      'pesan penting | instruksi penting | pemberitahuan penting | pesan mendesak | pemberitahuan sistem | sangat penting | catatan penting',
    send: 'kirim* | teruskan | unggah | lampirkan | tambahkan | posting',
    data: 'kata sandi | sandi | kredensial | data pengguna | data pribadi | informasi pribadi | riwayat percakapan | riwayat obrolan | kunci api | informasi rahasia | semua email | kontak',
    mine: 'saya | ku | kami',
    topic:
      'apa arti | artinya | arti dari | contoh | frasa | ungkapan | kalimat | terjemahkan | terjemahan | serangan | jelaskan | artikel | judul | kutipan',
    secret: 'kata sandi | kata rahasia | kode rahasia | rahasianya | rahasia | kode akses | sandi',
    task: 'tolong | silakan | kamu harus | anda harus | lakukan hal berikut | lakukan berikut',
    soft: 'tuliskan | tulis | terjemahkan | ringkas | jelaskan | apa itu | apakah | apa | sebutkan | apa isi',
    passage:
      'prompt sistem* | pesan sistem* | instruksi sistem* | perintah sistem* | teks di atas | instruksi di atas | instruksi sebelumnya | prompt sistem | pesan sistem',
    guise: 'aktifkan | nyalakan | mode pengembang',
  },
}
