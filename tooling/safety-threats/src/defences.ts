import type { Defence } from './defence.ts'
import { answerDefences } from './defences/answers.ts'
import { dataDefences } from './defences/data.ts'
import { networkDefences } from './defences/network.ts'
import { textDefences } from './defences/texts.ts'

/** Every defence that is proved, by the number of its threat. */
export const defences: readonly Defence[] = [
  ...networkDefences,
  ...dataDefences,
  ...textDefences,
  ...answerDefences,
].toSorted((a, b) => a.row - b.row)
