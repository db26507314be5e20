import type { Lexicon } from '../cues.ts'

/** Sentences of several languages that say of orders that they are void: the verb comes last. */
export const passives: Lexicon = {
  language: 'passives',
  order: 'verb-last',
  phrases: {
    cancel:
      'sind aufgehoben | ist aufgehoben | sind ungültig | sind hinfällig | ist hinfällig | gelten nicht mehr | gilt nicht mehr | zählt nicht mehr | zählen nicht mehr | sind gestrichen | sind annulliert | sont annulées | sont annulés | est annulé | ne s appliquent plus | ne sont plus valables | ne compte plus | ne compte | ne comptent plus | quedan anuladas | quedan anulados | queda anulado | ya no se aplican | ya no valen | ya no importa | no importa | están anuladas | están canceladas | sono annullate | sono annullati | non valgono più | non vale più | non conta | non contano più | estão anuladas | estão canceladas | não valem mais | não importa | não se aplicam mais | gelden niet meer | zijn ingetrokken | zijn vervallen | telt niet meer | telt | są anulowane | już nie obowiązują | nie obowiązują | się nie liczy | отменены | отменяются | больше не действуют | не действуют | не важно | не имеет значения | скасовано | більше не діють | jsou zrušeny | už neplatí | су поништене | више не важе | su poništene | više ne važe | sunt anulate | nu mai sunt valabile | är upphävda | gäller inte längre | iptal edildi | artık geçerli değil | önemli değil | ملغاة | لم تعد سارية | مهم | रद्द हैं | लागू नहीं हैं | मायने नहीं रखती | 已经取消 | 已取消 | 不再有效 | 作废 | 不算数 | 取り消されました | 無効です | もう無効 | 関係ありません | 취소되었다 | 취소되었습니다 | 더 이상 유효하지 않아 | 아무 의미가 없어 | đã bị hủy | không còn hiệu lực | dibatalkan | tidak berlaku lagi | ถูกยกเลิกแล้ว | ใช้ไม่ได้อีกต่อไป',
    prior:
      'oben | obigen | bisherigen | vorherigen | früheren | alten | ci dessus | précédentes | anciennes | de arriba | anteriores | previas | qui sopra | precedenti | vecchie | acima | antigas | hierboven | vorige | eerdere | powyższe | poprzednie | wcześniejsze | выше | предыдущие | прежние | вище | попередні | výše | předchozí | изнад | претходна | iznad | prethodna | de mai sus | anterioare | ovan | tidigare | yukarıdaki | önceki | أعلاه | السابقة | ऊपर के | पिछले | 上述 | 之前的 | 上の | 以前の | 위의 | 이전 | ở trên | di atas | sebelumnya | ด้านบน | ก่อนหน้า',
    own: 'deine | tes | tus | tue | suas | je | jouw | twoje | твои | твої | tvá | твоја | tvoja | tale | dina | قواعدك | तुम्हारे | 你的 | あなたの | 네 | của bạn | aturanmu | ของคุณ | kuralların',
    orders:
      'anweisungen | regeln | befehle | vorgaben | instructions | règles | consignes | instrucciones | reglas | órdenes | istruzioni | regole | ordini | instruções | regras | ordens | opdrachten | regels | instructies | polecenia | reguły | instrukcje | команды | правила | инструкции | команди | інструкції | příkazy | pravidla | наредбе | упутства | naredbe | uputstva | ordinele | regulile | befallningarna | regler | emirler | kuralların | talimatlar | الأوامر | قواعدك | التعليمات | आदेश | नियम | निर्देश | 命令 | 规则 | 指令 | ルール | 指示 | 명령* | 규칙* | 지시* | các lệnh | quy tắc | perintah | aturanmu | คำสั่ง | กฎ',
    everything:
      'was oben steht | alles bisher gesagte | alles davor | alles obige | rien de ce qui précède | tout ce qui précède | nada de lo anterior | todo lo anterior | niente di quanto precede | nada do que veio antes | niets van het voorgaande | nic z powyższego | ничего из сказанного | لا شيء مما سبق | पहले की कोई बात | 前面说的 | ここまでの話 | 앞에서 한 말* | öncekilerin hiçbiri',
  },
}
