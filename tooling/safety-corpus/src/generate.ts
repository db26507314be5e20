import { fill } from './fill.ts'
import { benignDocument, benignSamples } from './generate-benign.ts'
import { familySamples } from './generate-families.ts'
import { type Phrases, readPhrases } from './phrases.ts'
import { createRandom, type Random } from './random.ts'
import type { Sample, Split } from './sample.ts'
import { splitOf } from './split-of.ts'

/** The languages of the corpus. */
export const languages: readonly string[] =
  'en de fr es it pt nl sv pl cs ru uk sr sr-Cyrl ro tr ar hi zh ja ko vi id th'.split(' ')

const devices = ['override', 'everything', 'new', 'role', 'persona', 'reveal', 'authority', 'wrap']
const frames = [
  '{x}',
  '{x}',
  '{x}',
  '{x}',
  '{x}',
  '{x}\n\nThanks!',
  'Hi! {x}',
  '// {x}',
  '<p>{x}</p>',
  '{{"comment": "{x}"}}',
  '| note | {x} |',
  'Q: {x} A:',
  '[INFO] user said: {x}',
  'Commit: {x}',
]

/** How many texts a template of attacks gives, and what each weighs. */
const fullSize = 24
const templateWeight = 1 / 3

/** Builds the whole corpus; the same seed gives the same texts. */
export function generateCorpus(seed: number, perTemplate: number = fullSize): Sample[] {
  const random = createRandom(seed)
  const slots = readPhrases('attacks/slots.txt')
  const english = readPhrases('attacks/en.txt')
  const attacks = languages.flatMap((language) => {
    const phrases = language === 'en' ? english : readPhrases(`attacks/${language}.txt`)
    return attacksOf(language, phrases, english, slots, random, perTemplate)
  })
  return [
    ...attacks,
    ...benignSamples(languages, random),
    ...familySamples(random, perTemplate / fullSize),
  ]
}

function attacksOf(
  language: string,
  phrases: Phrases,
  english: Phrases,
  slots: Phrases,
  random: Random,
  perTemplate: number,
): Sample[] {
  const samples: Sample[] = []
  const add = (kind: string, template: string, count: number) => {
    const split = splitOf(template)
    const words = wordsFor(split, phrases, english, slots)
    for (let at = 0; at < count; at++) {
      samples.push(attackSample(kind, template, language, split, words, random))
    }
  }
  for (const device of devices) {
    const templates = phrases.get(device) ?? []
    const count = device === 'reveal' ? perTemplate / 2 : perTemplate
    for (const template of templates) add(device, template, count)
  }
  for (const template of phrases.get('bare-task') ?? []) add('bare-task', template, perTemplate)
  return samples
}

/** Goals, tasks and personas of one split only, so that none is known from training. */
function wordsFor(split: Split, phrases: Phrases, english: Phrases, slots: Phrases): Phrases {
  const own = (name: string) => {
    const all = phrases.get(name) ?? english.get(name) ?? []
    const part = all.filter((item) => splitOf(item) === split)
    return part.length > 0 ? part : all
  }
  const persona = own('persona-names')
  return new Map([...slots, ['goal', own('goal')], ['task', own('task')], ['persona', persona]])
}

function attackSample(
  kind: string,
  template: string,
  language: string,
  split: Split,
  words: Phrases,
  random: Random,
): Sample {
  const inner = typos(fill(fill(template, words, random), words, random), random)
  const external = kind === 'wrap' || kind === 'bare-task' || random.next() < 0.25
  const text = external
    ? inDocument(inner, random)
    : fill(random.pick(frames).replace('{x}', '{payload}'), new Map([['payload', [inner]]]), random)
  const trust = external ? 'external' : 'user'
  return {
    text,
    attack: true,
    trust,
    kind,
    language,
    split,
    weight: templateWeight,
    payload: inner,
  }
}

function inDocument(payload: string, random: Random): string {
  const place = random.next()
  if (place < 0.1) return payload
  const before = benignDocument(random)
  if (place < 0.3) return `${payload}\n${before}`
  if (place < 0.6) return `${before}\n${payload}`
  return `${before}\n${payload}\n${benignDocument(random)}`
}

/** One text in eight is written carelessly. */
function typos(text: string, random: Random): string {
  const dice = random.next()
  if (dice > 0.125 || text.length < 12) return text
  if (dice < 0.05) return text.toLowerCase()
  if (dice < 0.08) return text.replaceAll(/[.,!?]/g, '')
  const at = 2 + Math.floor(random.next() * (text.length - 4))
  return text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2)
}
