/** Letters of other scripts, each before the Latin letter it passes for. */
const PAIRS =
  'аa вb еe кk мm нh оo рp сc тt уy хx ѕs іi јj һh ԛq ԝw ԁd ӏl гr ѵv ғf ԍg ёe їi ѡw ьb зe' +
  ' αa βb γy δd εe ζz ηn ιi κk λl μu νv οo ρp σo ςc τt υu χx ωw ϲc ϳj' +
  ' ոn սu օo ցg հh յj զq ժd ւl ѕs' +
  ' ꭰd ꭱr ꭲt ꭺa ꮃw ꮇm ꮋh ꮎo ꮐg ꮓz ꮟb ꮢr ꮤw ꮥs ꮩv ꮪs ꮮl ꮯc ꮲp' +
  ' ɑa ɡg ɩi ıi ʟl ɴn ʀr ᴀa ᴄc ᴅd ᴇe ᴊj ᴋk ᴍm ᴏo ᴘp ᴛt ᴜu ᴠv ᴡw ᴢz ꜱs ɪi ʏy ʜh ʙb ɢg ꜰf'

/** Other-script letter → Latin letter, lower case. */
export const confusables: ReadonlyMap<string, string> = new Map(
  PAIRS.split(' ').map((pair) => [pair.slice(0, -1), pair.slice(-1)]),
)
