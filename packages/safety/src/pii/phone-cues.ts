/** Words for telephones and what one does with them; each says that digits behind it are a number. */
const STRONG =
  /(?<!\p{L})(?:phones?|telephone|tel[eé]fono?s?|tel|telp|telf|t[eé]l|t[eé]l[eé]phone|tlf|tfn|mobiles?|mob|cell|cells|cellphone|handy|handynummer|natel|fax|tele?fax|sms|whatsapp|wa|hotline|helpline|landline|switchboard|voicemail|phone ?(?:no|number)|rufnummer\p{L}*|telefon\p{L}*|telefoon\p{L}*|telefone|telem[oó]vel|m[oó]vil|celular(?:es)?|cellulare|portable|mobil\p{L}*|mobitel\p{L}*|gsm|kom[oó]rk\p{L}*|puhelin\p{L}*|puh|matkapuhelin|тел\p{L}*|моб\p{L}*|звон\p{L}*|позвон\p{L}*|зателефон\p{L}*|дзвон\p{L}*|τηλ\p{L}*|κιν\p{L}*|मोबाइल|फ़ोन|फोन|هاتف|جوال|موبايل|تلفن|موبایل|טלפון|נייד)(?!\p{L})|電話|電聯|携帯|电话|电話|手机|手機|致电|拨打|전화|휴대폰|핸드폰|연락처|โทร|เบอร์|điện thoại|\bsđt/iu
/** What one does with telephones, directly before a number. */
const VERB =
  /(?<![\p{L}_])(?:call|dial|ring|text|sms|reach|contact|message)(?:ed|ing|s)?(?: (?:me|us|him|her|them|back|my|the|this|number|now|today|please|anytime)){0,3}(?: (?:at|on|via|to|under|by))?[:\s(]{1,3}$/iu
/** Words that also stand before other numbers. */
const WEAK =
  /(?<![\p{L}_])(?:call(?: (?:me|us|him|her|them))?|called|caller|calls|calling|dial|ring|rang|text(?:ed)?(?: (?:me|him|her|us))?|contact|contacts|contacto|kontakt|reach(?:ed|able)?(?: (?:me|us|him|her))?|number|home|work|office|extension|line|ph|hp|no|nr|(?:my|his|her|our|your|new|old) (?:number|nr|line)|num[eé]ro|n[uú]mero|numero|nummer|numer|numara\p{L}*|erreichbar|erreichen|anruf\p{L}*|r[uü]ckruf|joindre|joignable|joignez\p{L}*|appel(?:er|ez|le)(?:-moi)?|ll[aá]m\p{L}*|chiam\p{L}*|bel|bellen|lig(?:ue|ar)|dzwo\p{L}*|zadzwo\p{L}*|volejte|zavol\p{L}*|h[ií]v\p{L}*|sun[aă]\p{L}*|zovi|nazovi|soita|ara|aray[ıi]n|номер\p{L}*|رقم\p{L}*|اتصل|המספר|מספר|התקשר\p{L}*|hubungi|nomor|gọi)(?![\p{L}_])|番号|联系|聯絡|連絡|번호|请打/iu
const NEGATIVE =
  /(?<!\p{L})(?:licen[cs]e|ssn|social security|account|acct|order|invoice|zip|postcode|postal|iban|card|isbn|issn|ean|upc|sku|serial|version|build|commit|revision|tracking|ticket|case|policy|passport|patent|ids?|uuid|ports?|timestamp|dated?|routing|swift|bic|vin|imei|coordinates?|latitude|longitude|konto\p{L}*|rechnung\p{L}*|bestell\p{L}*|facture|commande|factura|pedido|cuenta|ref|reference|confirmation|booking|reservation|batch|barcode|amount|price|total|bytes|pid|offset|claim|docket|loan|lot|rfc|awb|waybill|parcel|shipment|consignment|voucher|receipt|transaction|model|part|item|badge|medicare|nhs|ein|itin|npi)(?!\p{L})[^\p{L}\n]{0,8}(?:(?:is|was|no|nos|num|number|nr|code|ending)(?!\p{L})[^\p{L}\n]{0,4})?$/iu

/** What the words on the left say about digits. */
export type PhoneCue = 'strong' | 'weak' | 'none'

/** The strongest word for telephones among the 60 characters before a number. */
export function phoneCue(near: string): PhoneCue {
  if (!HAS_LETTER.test(near)) return 'none'
  if (STRONG.test(near) || VERB.test(near.slice(-40))) return 'strong'
  return WEAK.test(near) ? 'weak' : 'none'
}

const HAS_LETTER = /\p{L}/u

/** Whether the nearest word says that the digits are something else. */
export function saysOtherNumber(near: string): boolean {
  const tail = near.slice(-30)
  return HAS_LETTER.test(tail) && NEGATIVE.test(tail) && phoneCue(near.slice(-14)) !== 'strong'
}
