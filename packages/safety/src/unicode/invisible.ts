import { codePointAt } from './code-point.ts'
import type { InvisibleRun } from './views.ts'

/** Whether a character shows nothing: zero width, bidi control, soft hyphen, tag, variation selector. */
export function isInvisible(code: number): boolean {
  if (code < 0xad) return false
  if (code < 0x2000) {
    return (
      code === 0xad ||
      code === 0x34f ||
      code === 0x61c ||
      code === 0x115f ||
      code === 0x1160 ||
      code === 0x17b4 ||
      code === 0x17b5 ||
      (code >= 0x180b && code <= 0x180f)
    )
  }
  if (code < 0xfe00) {
    return (
      (code >= 0x200b && code <= 0x200f) ||
      (code >= 0x202a && code <= 0x202e) ||
      (code >= 0x2060 && code <= 0x206f) ||
      code === 0x3164
    )
  }
  return (
    code <= 0xfe0f ||
    code === 0xfeff ||
    code === 0xffa0 ||
    (code >= 0xfff9 && code <= 0xfffb) ||
    (code >= 0x1d173 && code <= 0x1d17a) ||
    (code >= 0xe0000 && code <= 0xe0fff)
  )
}

/** Maximal runs of invisible characters, in order. */
export function invisibleRuns(text: string): InvisibleRun[] {
  const runs: InvisibleRun[] = []
  let start = -1
  for (let index = 0; index < text.length;) {
    const unit = text.charCodeAt(index)
    if (unit < 0xad) {
      if (start >= 0) runs.push({ start, end: index })
      start = -1
      index++
      continue
    }
    const code = codePointAt(text, index)
    const invisible = isInvisible(code)
    if (invisible && start < 0) start = index
    if (!invisible && start >= 0) {
      runs.push({ start, end: index })
      start = -1
    }
    index += code > 0xffff ? 2 : 1
  }
  if (start >= 0) runs.push({ start, end: text.length })
  return runs
}
