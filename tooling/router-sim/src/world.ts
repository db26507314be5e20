import { Random } from './random.ts'

/** A kind of prompt: how hard it is, which ability it asks for, which words it uses. */
export interface WorldTask {
  readonly name: string
  readonly mean: number
  readonly deviation: number
  readonly share: number
  /** General, code, reasoning; length 1. */
  readonly ability: readonly [number, number, number]
  readonly words: readonly string[]
  readonly han: readonly string[]
  readonly shape: 'plain' | 'code' | 'choices'
}

/** What a prompt is about. */
export interface WorldTopic {
  readonly shift: number
  readonly words: readonly string[]
}

/** A model of the world, with its true skills. */
export interface WorldModel {
  readonly name: string
  readonly skill: readonly [number, number, number]
  readonly guess: number
  /** USD for a million tokens. */
  readonly input: number
  readonly output: number
}

/** A world in which the truth about every model and prompt is known. */
export interface World {
  readonly tasks: readonly WorldTask[]
  readonly topics: readonly WorldTopic[]
  readonly models: readonly WorldModel[]
  /** By level of difficulty, easiest first. */
  readonly levels: readonly (readonly string[])[]
  readonly fillers: readonly string[]
}

const syllables = 'ka lo mi ten ru vas po ei du san gor li fe mun ta bri xo nel wa quo'.split(' ')
const prices = [
  [0.1, 0.4],
  [0.3, 1.2],
  [1, 4],
  [1.2, 5],
  [3, 15],
] as const
const baseSkills = [-1.1, -0.3, 0.5, 0.4, 1.6]
const coder = 3

/** How a world differs from the usual one. */
export interface WorldOptions {
  readonly tasks?: number | undefined
  /** A model that is worse and dearer than another. */
  readonly dominated?: boolean | undefined
}

/** Makes tasks, topics, models and words. */
export function createWorld(seed: number, options: WorldOptions = {}): World {
  const random = new Random(seed)
  const words = (count: number) => pseudoWords(random, count)
  const count = options.tasks ?? 12
  const models = prices.map(([input, output], m): WorldModel => {
    const skill = (boost: number) => (baseSkills[m] ?? 0) + boost + 0.35 * random.normal()
    return {
      name: `lab/model-${String(m + 1)}`,
      skill: [skill(0), skill(m === coder ? 1.4 : 0), skill(0)],
      guess: random.between(0.02, 0.05),
      input,
      output,
    }
  })
  const worst = models[0]
  if (options.dominated === true && worst !== undefined)
    models.push({ ...worst, name: 'lab/dominated', input: 2, output: 9 })
  return {
    models,
    tasks: Array.from({ length: count }, (_, t): WorldTask => {
      const code = t % 3 === 2 ? 0.8 : 0
      const reasoning = t % 4 === 3 ? 0.8 : 0
      const length = Math.hypot(1, code, reasoning)
      return {
        name: `task-${String(t + 1)}`,
        mean: (count === 1 ? 0 : -1.2 + (2.4 * t) / (count - 1)) + 0.3 * random.normal(),
        deviation: random.between(0.8, 1.2),
        share: random.between(0.3, 1.3),
        ability: [1 / length, code / length, reasoning / length],
        words: words(40),
        han: Array.from({ length: 20 }, () => han(random)),
        shape: code > 0 ? 'code' : t % 5 === 1 ? 'choices' : 'plain',
      }
    }),
    topics: Array.from({ length: 8 }, () => ({ shift: 0.5 * random.normal(), words: words(60) })),
    levels: Array.from({ length: 7 }, () => words(30)),
    fillers: words(400),
  }
}

/** Words of two to four syllables; some may be equal. */
export function pseudoWords(random: Random, count: number): readonly string[] {
  return Array.from({ length: count }, () => word(random))
}

function word(random: Random): string {
  const count = 2 + Math.floor(3 * random.fraction())
  return Array.from({ length: count }, () => random.pick(syllables)).join('')
}

function han(random: Random): string {
  return String.fromCharCode(0x4e00 + Math.floor(3000 * random.fraction()))
}
