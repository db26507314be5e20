import { defaultDetectors } from '@signalbox/safety'

import { createRandom } from '../random.ts'
import { type Figure, share } from './figure.ts'
import { brokenText, personalText, personalTypes } from './personal-texts.ts'

const rounds = 300
const detector = defaultDetectors().find(({ id }) => id === 'pii')

/** Goals A1 and A3: exact spans of made-up values, and values with a wrong check digit. */
export async function personalFigures(): Promise<Figure[]> {
  const random = createRandom(31)
  const figures: Figure[] = []
  for (const type of personalTypes) {
    let hits = 0
    for (let round = 0; round < rounds; round++) {
      const { text, start, end } = personalText(random, type)
      const found = await find(text, type)
      if (found.some((finding) => finding.start === start && finding.end === end)) hits++
    }
    const goal = type === 'CREDIT_CARD' ? 'A1' : 'A3'
    figures.push(share(goal, `${type}: exact spans found`, hits, rounds))
  }
  for (const type of ['CREDIT_CARD', 'IBAN_CODE']) {
    let alarms = 0
    for (let round = 0; round < rounds; round++) {
      if ((await find(brokenText(random, type), type)).length > 0) alarms++
    }
    figures.push(share('A1', `${type} with a wrong check digit that alarm`, alarms, rounds))
  }
  return figures
}

async function find(
  text: string,
  type: string,
): Promise<readonly { start: number; end: number }[]> {
  const surface = {
    path: '/text',
    role: 'user',
    trust: 'user',
    text,
    editable: true,
    kind: 'text',
  } as const
  const findings = (await detector?.scan(surface, { types: [type] })) ?? []
  return findings.filter((finding) => finding.type === type)
}
