import { Random } from './random.ts'
import { createWorld, type World, type WorldModel, type WorldTask } from './world.ts'

/** A label file's line with the truth beside it. */
export interface GeneratedLabel {
  readonly id: string
  readonly prompt: string
  readonly task?: string | undefined
  readonly scores: Readonly<Record<string, number>>
  /** USD. */
  readonly costs: Readonly<Record<string, number>>
  /** The true chance of a good answer, by model. */
  readonly truth: Readonly<Record<string, number>>
  /** The best guess of it that the words of the prompt allow. */
  readonly knowable: Readonly<Record<string, number>>
}

/** Which world, and how it is disturbed. */
export interface LabelOptions {
  /** Of the world: skills, words, tasks. */
  readonly seed: number
  readonly count: number
  /** Of the prompts; default the world's. */
  readonly draw?: number | undefined
  /** Neither words nor task tell how hard a prompt is. */
  readonly noSignal?: boolean | undefined
  readonly oneTask?: boolean | undefined
  readonly dominated?: boolean | undefined
  /** Share of scores that are turned over. */
  readonly labelNoise?: number | undefined
  /** Share of scores that are left out. */
  readonly missing?: number | undefined
  /** Share of prompts that repeat an earlier one. */
  readonly duplicates?: number | undefined
}

const hanShare = 0.1
const blur = 0.7
const general = [1, 0, 0] as const

/** Prompts of pseudo-words whose best answerer is known. */
export function generateLabels(options: LabelOptions): readonly GeneratedLabel[] {
  const { seed, count, draw = seed, duplicates = 0 } = options
  const world = createWorld(seed, {
    dominated: options.dominated,
    ...(options.oneTask === true ? { tasks: 1 } : {}),
  })
  const random = new Random(draw ^ 0x5bd1e995)
  const labels: GeneratedLabel[] = []
  for (let i = 0; i < count; i++) {
    const copied =
      labels.length > 0 && random.fraction() < duplicates ? random.pick(labels) : undefined
    const made = labelOf(world, random, options)
    labels.push({ ...made, ...copied, id: `r${String(i + 1)}` })
  }
  return labels
}

function labelOf(world: World, random: Random, options: LabelOptions): GeneratedLabel {
  const task = byShare(world.tasks, random)
  const topic = random.pick(world.topics)
  const hidden = options.noSignal === true
  const mean = hidden ? 0 : task.mean + topic.shift
  const deviation = hidden ? 1.2 : task.deviation
  const difficulty = mean + deviation * random.normal()
  const visible = hidden ? 1.2 * random.normal() : difficulty + blur * random.normal()
  const guess = hidden ? { mean, deviation } : posterior(mean, deviation, visible)
  const ability = hidden ? general : task.ability
  const prompt = promptOf(world, random, { task, topic: topic.words, visible })
  const scores: Record<string, number> = {}
  const costs: Record<string, number> = {}
  const truth: Record<string, number> = {}
  const knowable: Record<string, number> = {}
  world.models.forEach((model, m) => {
    const chance = chanceOf(model, ability, difficulty)
    truth[model.name] = chance
    knowable[model.name] = expected(guess, (d) => chanceOf(model, ability, d))
    const good = random.fraction() < chance
    const turned = random.fraction() < (options.labelNoise ?? 0)
    if (random.fraction() >= (options.missing ?? 0)) scores[model.name] = good === turned ? 0 : 1
    const out = Math.exp(Math.log(150 + 60 * m) + 0.3 * difficulty + 0.4 * random.normal())
    costs[model.name] = ((prompt.length / 4) * model.input + out * model.output) / 1e6
  })
  return { id: '', prompt, task: task.name, scores, costs, truth, knowable }
}

/** What a blurred look says of a normal quantity. */
function posterior(
  mean: number,
  deviation: number,
  seen: number,
): { readonly mean: number; readonly deviation: number } {
  const share = deviation ** 2 / (deviation ** 2 + blur ** 2)
  return { mean: mean + share * (seen - mean), deviation: Math.sqrt(share) * blur }
}

/** Mean of a function of a normal quantity, on 41 points. */
function expected(
  { mean, deviation }: { readonly mean: number; readonly deviation: number },
  value: (x: number) => number,
): number {
  let sum = 0
  let weight = 0
  for (let z = -3; z <= 3; z += 0.15) {
    const density = Math.exp((-z * z) / 2)
    sum += density * value(mean + deviation * z)
    weight += density
  }
  return sum / weight
}

function chanceOf(
  { skill, guess }: WorldModel,
  ability: WorldTask['ability'],
  difficulty: number,
): number {
  const strength = ability.reduce((sum, share, i) => sum + share * (skill[i] ?? 0), 0)
  return guess + (1 - guess) / (1 + Math.exp(-1.7 * (strength - difficulty)))
}

function promptOf(
  world: World,
  random: Random,
  { task, topic, visible }: { task: WorldTask; topic: readonly string[]; visible: number },
): string {
  const level = world.levels[Math.min(6, Math.max(0, Math.round(visible) + 3))] ?? []
  const length = Math.min(
    600,
    Math.max(6, Math.round(50 * Math.exp(0.7 * random.normal() + 0.15 * visible))),
  )
  const isHan = random.fraction() < hanShare
  const words = Array.from({ length }, () => {
    const draw = random.fraction()
    if (draw < 0.3) return random.pick(isHan ? task.han : task.words)
    if (draw < 0.5) return random.pick(topic)
    if (draw < 0.65) return random.pick(level)
    if (draw < 0.71) return String(Math.floor(1000 * random.fraction()))
    return random.pick(world.fillers)
  })
  const text = words.join(isHan ? '' : ' ')
  switch (task.shape) {
    case 'plain':
      return text
    case 'code':
      return `${text}\n\`\`\`\n${random.pick(task.words)}(${random.pick(topic)});\n\`\`\``
    case 'choices':
      return `${text}\n${['A', 'B', 'C'].map((letter) => `${letter}) ${random.pick(topic)}`).join('\n')}`
  }
}

function byShare(tasks: readonly WorldTask[], random: Random): WorldTask {
  let left = random.fraction() * tasks.reduce((sum, { share }) => sum + share, 0)
  const found = tasks.find(({ share }) => (left -= share) < 0) ?? tasks[0]
  if (found === undefined) throw new Error('a world needs a task')
  return found
}
