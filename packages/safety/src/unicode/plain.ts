import { codePointAt } from './code-point.ts'
import { isInvisible } from './invisible.ts'
import { createViewBuilder, identityView } from './view-builder.ts'
import type { View } from './views.ts'

/** More marks than this on one letter are noise; the limit bounds what one cluster can cost. */
export const MAX_MARKS = 32

/** A few ligatures stand for whole sentences; unfolded they would let a text grow eighteenfold. */
const MAX_GROWTH = 4

/** V1: NFKC letter by letter, without invisible characters. */
export function plainView(text: string, ascii: boolean): View {
  if (ascii) return identityView(text)
  const builder = createViewBuilder()
  let copied = 0
  for (let index = 0; index < text.length;) {
    const unit = text.charCodeAt(index)
    if (isStable(unit) && !isMark(text.charCodeAt(index + 1))) {
      index++
      continue
    }
    const code = codePointAt(text, index)
    const size = code > 0xffff ? 2 : 1
    if (isInvisible(code)) {
      builder.linear(text.slice(copied, index), copied)
      index += size
      copied = index
      continue
    }
    let end = index + size
    for (let marks = 0; marks < MAX_MARKS && isMark(text.charCodeAt(end)); marks++) end++
    const cluster = text.slice(index, end)
    const normal = cluster.normalize('NFKC')
    if (normal !== cluster && normal.length <= MAX_GROWTH * cluster.length) {
      builder.linear(text.slice(copied, index), copied)
      builder.block(normal, index, end)
      copied = end
    }
    index = end
  }
  builder.linear(text.slice(copied), copied)
  return builder.finish(text)
}

/** Units that NFKC leaves alone unless a mark follows; the rest is asked of `normalize`. */
function isStable(unit: number): boolean {
  if (unit < 0xa0) return true
  if (unit < 0x250) return unit >= 0xc0 && unit < 0x132
  return (
    (unit >= 0x388 && unit <= 0x3ce) ||
    (unit >= 0x400 && unit <= 0x482) ||
    (unit >= 0x48a && unit <= 0x52f) ||
    (unit >= 0x5d0 && unit <= 0x5ea) ||
    (unit >= 0x620 && unit <= 0x64a) ||
    (unit >= 0x904 && unit <= 0x93b) ||
    (unit >= 0xe01 && unit <= 0xe32) ||
    (unit >= 0xe34 && unit <= 0xe4e) ||
    (unit >= 0x1ea0 && unit <= 0x1ef9) ||
    (unit >= 0x2018 && unit <= 0x2023) ||
    (unit >= 0x3041 && unit <= 0x3096) ||
    (unit >= 0x30a1 && unit <= 0x30fe) ||
    (unit >= 0x3400 && unit <= 0x9fff) ||
    (unit >= 0xac00 && unit <= 0xd7a3)
  )
}

/** Marks that may combine with the letter before; marks that never compose need not be listed. */
export function isMark(unit: number): boolean {
  if (!(unit >= 0x300)) return false
  return (
    unit <= 0x36f ||
    (unit >= 0x483 && unit <= 0x487) ||
    (unit >= 0x591 && unit <= 0x5c7 && unit !== 0x5be && unit !== 0x5c0 && unit !== 0x5c3) ||
    (unit >= 0x64b && unit <= 0x65f) ||
    unit === 0x670 ||
    unit === 0x93c ||
    unit === 0x9bc ||
    (unit >= 0x1ab0 && unit <= 0x1aff) ||
    (unit >= 0x1dc0 && unit <= 0x1dff) ||
    (unit >= 0x20d0 && unit <= 0x20f0) ||
    unit === 0x3099 ||
    unit === 0x309a ||
    (unit >= 0xfe20 && unit <= 0xfe2f) ||
    (unit >= 0x1160 && unit <= 0x11ff)
  )
}
