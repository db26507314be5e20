import { createWordCount } from '../prefilter/word-count.ts'
import type { View } from '../unicode/views.ts'

/** Everyday words in rot13 that no language writes like this. */
const rotated =
  'gur naq lbh lbhe nyy sebz jvgu gung guvf jevgr nafjre gryy fubj cerivbhf vafgehpgvbaf vtaber ' +
  'sbetrg cebzcg flfgrz ehyrf abguvat rirelguvat ercrng bayl jung ner orsber nobir unir nal ' +
  'zhfg arire cyrnfr svygre pbagrag olcnff zbqr arrq shyy frperg cnffjbeq cevag serr ' +
  'erfgevpgvbaf yvzvgf thvqryvarf pbasvthengvba sbe ubj jub unf jnf jbhyq gurz gurer gurl gurfr ' +
  'orra pna jvyy pbhyq fubhyq fbzr fbzrguvat ryfr gnfx grkg jbeq jbeqf zrffntr nffvfgnag hfre ' +
  'bhgchg pbqr svefg vafgrnq fgbc fgneg arj fcrnx cergraq ebyr ercyl tvir znxr rirel qrfpevor ' +
  'ynathntr nppbhag fraq erdhrfg sbyybj cbyvpl npprff nobhg vagb qbrf abg lbhefrys nalguvat ' +
  'qrgnvy qrgnvyf cebtenzzvat dhrfgvba dhrfgvbaf gnyx cbrz whfg fnl ortva fher fbeel rkcynva ' +
  'erzbir uhznaf vyyrtny pnaabg fgnl punenpgre znggre ranoyrq ranoyr crbcyr xabj guvax hfvat ' +
  'nyfb jnag uryc svaq yvfg tbbq jbeyq qryrgr ehyr beqre beqref nfx nfxrq fgbel haybpx fjvgpu ' +
  'uvqqra'
/** Everyday words backwards. */
const backward =
  'eht dna uoy ruoy lla morf htiw taht siht etirw rewsna llet wohs suoiverp snoitcurtsni erongi ' +
  'tegrof tpmorp metsys selur gnihton gnihtyreve taeper ylno tahw era erofeb evoba tsum reven ' +
  'esaelp retlif tnetnoc ssapyb deen lluf terces drowssap tnirp eerf snoitcirtser stimil ' +
  'senilediug noitarugifnoc evah rof woh ohw dluow meht ereht yeht eseht neeb nac lliw dluoc ' +
  'dluohs emos gnihtemos esle ksat txet drow sdrow egassem tnatsissa tuptuo edoc tsrif daetsni ' +
  'trats kaeps dneterp elor ylper evig ekam yreve ebircsed egaugnal tnuocca tseuqer wollof ' +
  'ycilop ssecca tuoba otni seod flesruoy gnihtyna liated sliated gnimmargorp noitseuq ' +
  'snoitseuq klat meop tsuj yas nigeb erus yrros nialpxe evomer snamuh lagelli tonnac retcarahc ' +
  'rettam delbane elbane ekil elpoep wonk kniht gnisu osla tnaw pleh dnif doog dlrow deksa ' +
  'yrots kcolnu neddih'
/** So many of them betray a text. */
const enough = 2

const countWords = createWordCount([rotated.split(' '), backward.split(' ')], enough)

/** What a folded text says in rot13 or backwards, when at least two of its words betray that. */
export function disguisedViews(folded: View): View[] {
  const views: View[] = []
  const [turned = 0, reversed = 0] = countWords(folded.text)
  if (turned >= enough) {
    views.push({ ...folded, text: rotate(folded.text), identity: false })
  }
  if (reversed >= enough) {
    const { length } = folded.text
    const text = turnedRound(folded.text)
    views.push({
      text,
      identity: false,
      start: () => folded.start(0),
      end: () => folded.end(length),
    })
  }
  return views
}

/** Units that become a string at once. */
const atOnce = 8192

function turnedRound(text: string): string {
  const { length } = text
  const units = new Uint16Array(length)
  for (let at = 0; at < length; at++) units[length - 1 - at] = text.charCodeAt(at)
  // Halves of a sign keep their order.
  for (let at = 1; at < length; at++) {
    const low = units[at - 1] ?? 0
    const high = units[at] ?? 0
    if (low < 0xdc00 || low > 0xdfff || high < 0xd800 || high > 0xdbff) continue
    units[at - 1] = high
    units[at++] = low
  }
  let turned = ''
  for (let at = 0; at < length; at += atOnce)
    turned += String.fromCharCode(...units.subarray(at, at + atOnce))
  return turned
}

function rotate(text: string): string {
  return text.replaceAll(/[a-z]/g, (letter) =>
    String.fromCharCode(((letter.charCodeAt(0) - 84) % 26) + 97),
  )
}
