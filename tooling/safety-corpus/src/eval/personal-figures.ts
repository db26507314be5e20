import type { Figure } from './figure.ts'
import { scoresOf, tallyPersonal, tallyUnseen, type Tally } from './personal-tallies.ts'

/** The goal of each type that has one of its own. */
const goals: Readonly<Record<string, string>> = {
  CREDIT_CARD: 'A1',
  PHONE_NUMBER: 'A2',
  EMAIL_ADDRESS: 'A3',
  IBAN_CODE: 'A3',
  IP_ADDRESS: 'A3',
  US_SSN: 'A3',
  URL: 'A3',
  PERSON: 'A4',
}

/** Types whose figures on texts written by hand are of interest. */
const unseenTypes = ['PERSON', 'PHONE_NUMBER', 'LOCATION', 'DATE_TIME', 'ZIP', 'AGE']

/** Goals A2, A4 and A5 on texts written by hand. */
export async function unseenPersonalFigures(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const part of ['open', 'closed', 'later'] as const) {
    const { byType, any } = await tallyUnseen(unseenTypes, part)
    const where = part === 'later' ? 'written later' : `${part} half`
    for (const [type, tally] of [...byType, ['all spans as one type', any] as const])
      figures.push(figureOf('unseen', `${type}, ${where}`, tally))
  }
  return figures
}

/** Goals A1 to A5 on filled templates, all types asked for. */
export async function personalFigures(): Promise<Figure[]> {
  const { byType, any, barePhones } = await tallyPersonal(Object.keys(goals), 3)
  return [
    ...[...byType].map(([type, tally]) => figureOf(goals[type] ?? '', type, tally)),
    figureOf('A2', 'PHONE_NUMBER where no word says so', barePhones),
    figureOf('A5', 'all spans as one type', any),
  ]
}

function figureOf(goal: string, what: string, tally: Tally): Figure {
  const { precision, recall, f2 } = scoresOf(tally)
  const figure = `P ${precision.toFixed(3)}, R ${recall.toFixed(3)}, F2 ${f2.toFixed(3)}`
  return { goal, what, figure, n: tally.right + tally.missed }
}
