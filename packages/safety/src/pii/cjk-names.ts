import { trigger } from '../prefilter/triggers.ts'
import type { PiiContext, Recognizer } from './recognizer.ts'

/** The family names of most people in China, Japan and Korea; those of two characters come first. */
const CHINESE =
  '欧阳|司马|上官|诸葛|夏侯|皇甫|尉迟|公孙|慕容|令狐|歐陽|司馬|諸葛|[王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林高罗羅郑鄭梁谢謝宋唐许許韩韓邓鄧冯馮曹彭曾肖蕭萧田董潘袁蔡蒋蔣余于杜叶葉程魏苏蘇吕呂丁任卢盧姚沈钟鍾姜崔谭譚陆陸范汪廖石金韦韋贾賈夏付方邹鄒熊白孟秦邱侯江尹薛闫雷龙龍史陶贺賀毛郝顾顧龚龔邵万萬覃武钱錢戴严嚴莫孔向常汤湯]'
const JAPANESE =
  '佐々木|長谷川|五十嵐|佐藤|鈴木|高橋|田中|伊藤|渡辺|渡邊|山本|中村|小林|加藤|吉田|山田|山口|松本|井上|木村|斎藤|齋藤|清水|山崎|池田|橋本|阿部|石川|山下|中島|石井|小川|前田|岡田|藤田|後藤|近藤|村上|遠藤|青木|坂本|福田|太田|西村|藤井|金子|岡本|藤原|中野|三浦|原田|中川|松田|竹内|小野|田村|中山|和田|石田|森田|上田|内田|柴田|酒井|宮崎|横山|高木|安藤|宮本|大野|小島|谷口|今井|工藤|高田|増田|丸山|杉山|村田|大塚|新井|藤本|平野|河野|上野|武田|野口|松井|千葉|岩崎|菅原|木下|久保|野村|松尾|菊地|佐野|杉本|古川|大西|島田|水野|桜井|高野|渡部|吉川|山内|西田|菊池|飯田|西川|小松|北村|安田|五味|浜田|本田|森|林|原|関|東|辻|星|堀'
const KOREAN =
  '남궁|황보|제갈|선우|[김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진나지엄변원채천방공현함염여추도소석선설마길연위표명기반왕금옥육인맹제모]'

/** Words that a name follows, with at most a mark and a space between. */
const CUE =
  /(?:姓名|名字(?:是|叫)?|我叫|叫做|名叫|联系人|聯絡人|收件人|寄件人|收货人|客户|客戶|患者|病人|负责人|經理|经理|同事|朋友|お名前|氏名|名前|担当者?(?:名)?|患者|様|私は|わたしは|申込者|連絡先|이름|성명|성함|고객|담당자|환자|수취인|저는|제 이름은|신청자)(?:は|は、|是|은|는|：|:|，|,)? ?$/u
/** What may stand directly behind a name that no word announces. */
const AFTER_CHINESE = /^(?:先|女|同|老|医|經|经|教|总)$/u
const AFTER_JAPANESE = /^(?:さ|様|氏|君|殿|先)$/u
const AFTER_KOREAN = /^(?:씨|님|군|양)$/u
/** Characters that go on with the sentence rather than with the name. */
const SENTENCE = /^[是的和说說在来來去会會要已有与與跟，。！？、：；]$/u
const PARTICLE = /^[이가은는을를의에입이라고도과와께에게야아]$/u

interface Script {
  readonly pattern: RegExp
  readonly letter: RegExp
  readonly given: readonly number[]
  readonly after: RegExp
  readonly follows: RegExp
}

const scripts: readonly Script[] = [
  {
    pattern: new RegExp(`(?:${JAPANESE}) ?`, 'gu'),
    letter: /[\u4e00-\u9fff\u3041-\u3096々]/u,
    given: [3, 2, 1],
    after: AFTER_JAPANESE,
    follows: /^[はがをにのでともへやさ様氏君殿先、。，]$/u,
  },
  {
    pattern: new RegExp(CHINESE, 'gu'),
    letter: /[\u4e00-\u9fff]/u,
    given: [2, 1],
    after: AFTER_CHINESE,
    follows: SENTENCE,
  },
  {
    pattern: new RegExp(KOREAN, 'gu'),
    letter: /[\uac00-\ud7a3]/u,
    given: [2, 1],
    after: AFTER_KOREAN,
    follows: PARTICLE,
  },
]
/** Behind a word for names two groups of characters with a space between are one, whatever they are. */
const SPACED =
  /[\u4e00-\u9fff々]{1,3}[ \u3000](?:[\u4e00-\u9fff々]{1,3}|[\u3041-\u3096]{2,3})(?![\u4e00-\u9fff々])/gu
/** The longest name with the space in it. */
const LONGEST = 7

/** Names in characters: a family name that is common, behind a word for names or before a form of address. */
export const cjkNames: Recognizer = {
  types: ['PERSON'],
  optIn: true,
  triggers: trigger.nonAscii,
  find(context) {
    if (!/[\u4e00-\u9fff\uac00-\ud7a3]/.test(context.text)) return
    for (const { 0: name, index } of context.text.matchAll(SPACED)) {
      if (!CUE.test(context.left(index, 12))) continue
      const end = index + name.length
      context.emit({ type: 'PERSON', start: index, end, score: 0.75, rule: 'name' })
    }
    for (const script of scripts)
      for (const family of context.text.matchAll(script.pattern)) judge(family, script, context)
  },
  hold(text) {
    let start = text.length
    while (start > 0 && text.length - start < LONGEST && isCharacter(text, start - 1)) start--
    return start
  },
}

function judge(family: RegExpExecArray, script: Script, { text, left, emit }: PiiContext): void {
  const start = family.index
  const isCued = CUE.test(left(start, 12))
  if (!isCued && script.letter.test(text[start - 1] ?? ' ')) return
  const begin = start + family[0].length
  for (const size of script.given) {
    const end = begin + size
    const given = Array.from(text.slice(begin, end))
    if (given.length < size || !given.every((letter) => script.letter.test(letter))) continue
    if (script.follows.test(given.at(-1) ?? '')) continue
    if (CUE.test(text.slice(start, end))) continue
    const next = text[end] ?? ' '
    const closes = !script.letter.test(next) || script.follows.test(next)
    if (script.after.test(next) || (isCued && closes)) {
      emit({ type: 'PERSON', start, end, score: isCued ? 0.7 : 0.6, rule: 'name' })
      return
    }
  }
}

function isCharacter(text: string, at: number): boolean {
  return (
    text[at] === ' ' ||
    text[at] === '\u3000' ||
    /[\u3041-\u3096\u4e00-\u9fff\uac00-\ud7a3々]/.test(text[at] ?? '')
  )
}
