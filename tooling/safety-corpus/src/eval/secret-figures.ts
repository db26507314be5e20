import { defaultDetectors } from '@signalbox/safety'

import { createRandom } from '../random.ts'
import { type Figure, share } from './figure.ts'
import { type Half, halfOf } from './outside-figures.ts'
import { serviceTexts } from './secret-layouts.ts'
import { secretTemplates, secretText, type SecretFile } from './secret-texts.ts'

const detector = defaultDetectors().find(({ id }) => id === 'secrets')

/** Goal A8: texts with a secret in which one is found, and texts without one in which one is. */
export async function secretFigures(): Promise<Figure[]> {
  const formats = await countSecretAlarms('formats', 3)
  const lookAlikes = await countSecretAlarms('look-alikes', 3)
  const vendors = await countSecretAlarms('vendors', 3)
  const vendorLookAlikes = await countSecretAlarms('vendor-look-alikes', 3)
  const services = await countServiceAlarms()
  const serviceLookAlikes = await countSecretAlarms('service-look-alikes', 3)
  return [
    share('A8', 'texts with a secret that alarm', formats.alarms, formats.texts),
    share('A8', 'look-alikes that alarm', lookAlikes.alarms, lookAlikes.texts),
    share('A8', 'secrets of more vendors that alarm', vendors.alarms, vendors.texts),
    share(
      'A8',
      'look-alikes of more vendors that alarm',
      vendorLookAlikes.alarms,
      vendorLookAlikes.texts,
    ),
    share('A8', 'keys of services in ten layouts that alarm', services.alarms, services.texts),
    share(
      'A8',
      'look-alikes of services that alarm',
      serviceLookAlikes.alarms,
      serviceLookAlikes.texts,
    ),
    ...(await unseenFigures()),
  ]
}

/** Written before any rule was read; misses of the open half were read afterwards, those of the closed half never. */
async function unseenFigures(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const half of ['open', 'closed'] as const) {
    const secrets = await countSecretAlarms('unseen', 3, half)
    const lookAlikes = await countSecretAlarms('unseen-look-alikes', 3, half)
    figures.push(
      share('A8', `unseen, ${half}: secrets that alarm`, secrets.alarms, secrets.texts),
      share('A8', `unseen, ${half}: look-alikes that alarm`, lookAlikes.alarms, lookAlikes.texts),
    )
  }
  return figures
}

/** How many of the filled templates, or of one half of them, alarm. */
export async function countSecretAlarms(
  file: SecretFile,
  rounds: number,
  half?: Half,
): Promise<{ readonly alarms: number; readonly texts: number }> {
  const random = createRandom(3)
  const templates = secretTemplates(file).filter(
    (row) => half === undefined || halfOf(row) === half,
  )
  let alarms = 0
  for (const template of templates)
    for (let round = 0; round < rounds; round++)
      if (await alarm(secretText(random, template))) alarms++
  return { alarms, texts: templates.length * rounds }
}

/** How many keys of services alarm, each in every layout. */
export async function countServiceAlarms(): Promise<{
  readonly alarms: number
  readonly texts: number
}> {
  const texts = serviceTexts(createRandom(7))
  let alarms = 0
  for (const text of texts) if (await alarm(text)) alarms++
  return { alarms, texts: texts.length }
}

async function alarm(text: string): Promise<boolean> {
  const surface = {
    path: '/text',
    role: 'user',
    trust: 'user',
    text,
    editable: true,
    kind: 'text',
  } as const
  return ((await detector?.scan(surface, {})) ?? []).length > 0
}
