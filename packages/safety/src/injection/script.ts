/** 0 outside words, 1 in words that spaces separate, 2 Thai and kin, 3 Han and Kana. */
export type ScriptClass = 0 | 1 | 2 | 3

const ascii: readonly (0 | 1)[] = Array.from({ length: 128 }, (_, code) =>
  /[0-9a-z]/i.test(String.fromCharCode(code)) ? 1 : 0,
)

/** How one UTF-16 unit takes part in words. */
export function scriptClass(code: number): ScriptClass {
  if (code < 128) return ascii[code] ?? 0
  if (code < 0xaa || (code >= 0x2000 && code <= 0x2bff)) return 0
  if (code >= 0x0e00 && code <= 0x0eff) return 2
  if (code >= 0x3040 && code <= 0x30ff) return code === 0x30fb ? 0 : 3
  if (code >= 0x3000 && code <= 0x303f) return code === 0x3005 ? 3 : 0
  if (code >= 0x3400 && code <= 0x9fff) return 3
  if (code >= 0xf900 && code <= 0xfaff) return 3
  return isMark(code) ? 0 : 1
}

function isMark(code: number): boolean {
  switch (code) {
    case 0xab:
    case 0xb6:
    case 0xb7:
    case 0xbb:
    case 0xbf:
    case 0xd7:
    case 0xf7:
    case 0x589:
    case 0x5be:
    case 0x60c:
    case 0x61b:
    case 0x61f:
    case 0x6d4:
    case 0x964:
    case 0x965:
      return true
    default:
      return (
        (code >= 0xfe10 && code <= 0xfe6f) || (code >= 0xff00 && code <= 0xff0f) || code > 0xffef
      )
  }
}

/** Whether a unit ends a sentence: full stops, question and exclamation marks of all scripts. */
export function endsSentence(code: number): boolean {
  switch (code) {
    case 33:
    case 46:
    case 63:
    case 0x61f:
    case 0x6d4:
    case 0x964:
    case 0x3002:
    case 0xff01:
    case 0xff1f:
      return true
    default:
      return false
  }
}
