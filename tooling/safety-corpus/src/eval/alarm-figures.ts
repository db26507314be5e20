import { defaultDetectors } from '@signalbox/safety'

import type { Figure } from './figure.ts'
import { publicCode } from './public-code.ts'

/** Types that nobody minds in code: hosts and authors are named there. */
const harmless = new Set(['URL', 'IP_ADDRESS', 'MAC_ADDRESS', 'EMAIL_ADDRESS'])

/** What alarms in texts that hold nothing personal. */
export interface Alarms {
  readonly phones: number
  /** Cards, accounts, coins and ids. */
  readonly numbers: number
  readonly secrets: number
  readonly megabytes: number
}

/** Counts the findings of the default detectors in the public code of this folder. */
export async function countAlarms(bytes: number): Promise<Alarms> {
  const counts = { phones: 0, numbers: 0, secrets: 0 }
  let total = 0
  const detectors = defaultDetectors().filter(({ id }) => id === 'pii' || id === 'secrets')
  for (const text of publicCode(bytes)) {
    total += text.length
    const surface = {
      path: '/text',
      role: 'tool',
      trust: 'external',
      text,
      editable: true,
      kind: 'text',
    } as const
    for (const detector of detectors)
      for (const { type } of await detector.scan(surface, {})) {
        if (type === 'PHONE_NUMBER') counts.phones++
        else if (type === 'SECRET') counts.secrets++
        else if (!harmless.has(type)) counts.numbers++
      }
  }
  return { ...counts, megabytes: total / 1_000_000 }
}

/** Goal A7, on what is installed beside this project. */
export async function alarmFigures(): Promise<Figure[]> {
  const { phones, numbers, secrets, megabytes } = await countAlarms(10_000_000)
  const n = Math.round(megabytes)
  const rate = megabytes === 0 ? '–' : `${(phones / megabytes).toFixed(1)} per MB`
  return [
    { goal: 'A7', what: 'cards, accounts, coins, ids in public code', figure: String(numbers), n },
    { goal: 'A7', what: 'phones in public code', figure: rate, n },
    { goal: 'A8', what: 'secrets in public code', figure: String(secrets), n },
  ]
}
