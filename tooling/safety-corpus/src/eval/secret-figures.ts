import { defaultDetectors } from '@signalbox/safety'

import { createRandom } from '../random.ts'
import { type Figure, share } from './figure.ts'
import { secretTemplates, secretText } from './secret-texts.ts'

const rounds = 3
const detector = defaultDetectors().find(({ id }) => id === 'secrets')

/** Goal A8: texts with a secret in which one is found, and texts without one in which one is. */
export async function secretFigures(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const [file, what] of [
    ['formats', 'texts with a secret that alarm'],
    ['look-alikes', 'look-alikes that alarm'],
  ] as const) {
    const random = createRandom(3)
    let alarms = 0
    const templates = secretTemplates(file)
    for (const template of templates)
      for (let round = 0; round < rounds; round++)
        if (await alarm(secretText(random, template))) alarms++
    figures.push(share('A8', what, alarms, templates.length * rounds))
  }
  return figures
}

async function alarm(text: string): Promise<boolean> {
  const surface = {
    path: '/text',
    role: 'user',
    trust: 'user',
    editable: true,
    kind: 'text',
  } as const
  return ((await detector?.scan({ ...surface, text }, {})) ?? []).length > 0
}
