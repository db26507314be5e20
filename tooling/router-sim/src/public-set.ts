import type { GeneratedLabel } from './generate-labels.ts'
import { Random } from './random.ts'
import { pseudoWords } from './world.ts'

/** What a public collection of graded questions is like. */
export interface PublicSet {
  readonly subjects: number
  /** Whether the subject stands beside the prompt. */
  readonly told: boolean
  /** From weak to strong; a skill each, and what a million tokens cost in USD. */
  readonly models: readonly {
    readonly name: string
    readonly skill: number
    readonly price: number
  }[]
  /** How far subjects differ in difficulty, and how far each model is better or worse at some. */
  readonly spread: { readonly difficulty: number; readonly talent: number }
  /** Difficulty of a question that its words tell, and that nothing tells. */
  readonly words: number
  readonly hidden: number
  /** The chance to be right without knowing. */
  readonly guess: number
  /** Steps of a grade above 0: 1 is right or wrong. */
  readonly grades: number
}

/** 57 subjects, four answers each, a weak and a strong model; nobody says which subject it is. */
export const choiceQuestions: PublicSet = {
  subjects: 57,
  told: false,
  models: [
    { name: 'lab/weak', skill: 0.55, price: 0.3 },
    { name: 'lab/strong', skill: 1.35, price: 9 },
  ],
  spread: { difficulty: 0.6, talent: 0.35 },
  words: 0.5,
  hidden: 0.9,
  guess: 0.25,
  grades: 1,
}

/** Eleven models over eight tasks, graded in quarters. */
export const gradedAnswers: PublicSet = {
  subjects: 8,
  told: true,
  models: [-0.7, -0.4, -0.2, 0, 0.1, 0.3, 0.4, 0.7, 0.9, 1.2, 1.5].map((skill, m) => ({
    name: `lab/model-${String(m + 1).padStart(2, '0')}`,
    skill,
    price: 0.1 * 1.7 ** m,
  })),
  spread: { difficulty: 0.8, talent: 0.5 },
  words: 0.6,
  hidden: 0.8,
  guess: 0.05,
  grades: 4,
}

interface Subject {
  readonly difficulty: number
  readonly talents: readonly number[]
  readonly length: number
  /** Indices into the vocabulary. */
  readonly words: readonly number[]
}

/** Which draw of a set: the seed makes subjects and words, `draw` the questions. */
export interface SetOptions {
  readonly seed: number
  readonly count: number
  readonly draw?: number | undefined
}

const vocabularySize = 6000
const subjectWords = 150
const fillers = 300
const contentShare = 0.45
const talentsHidden = 0.4

/** Questions with the truth beside them, in the manner of a public set. */
export function generateSet(
  set: PublicSet,
  { seed, count, draw = seed }: SetOptions,
): readonly GeneratedLabel[] {
  const world = new Random(seed ^ 0x2545f491)
  const vocabulary = pseudoWords(world, vocabularySize)
  const hardness = vocabulary.map(() => world.normal())
  const subjects = Array.from({ length: set.subjects }, (): Subject => ({
    difficulty: set.spread.difficulty * world.normal(),
    talents: set.models.map(() => set.spread.talent * world.normal()),
    length: world.between(20, 90),
    words: Array.from({ length: subjectWords }, () =>
      Math.floor(vocabularySize * world.fraction()),
    ),
  }))
  const random = new Random(draw ^ 0x9e3779b9)
  return Array.from({ length: count }, (_, i) => {
    const at = Math.floor(set.subjects * random.fraction())
    const subject = subjects[at]
    if (subject === undefined) throw new Error('a set needs subjects')
    const { prompt, told } = questionOf(subject, random, { vocabulary, hardness })
    const known = subject.difficulty + set.words * told
    const hidden = set.hidden * random.normal()
    const scores: Record<string, number> = {}
    const costs: Record<string, number> = {}
    const truth: Record<string, number> = {}
    const knowable: Record<string, number> = {}
    set.models.forEach(({ name, skill, price }, m) => {
      const strength = skill + (subject.talents[m] ?? 0)
      const own = talentsHidden * random.normal()
      const chance = chanceOf(strength + own - known - hidden, set.guess)
      truth[name] = chance
      knowable[name] = meanOver(Math.hypot(set.hidden, talentsHidden), (x) =>
        chanceOf(strength - known + x, set.guess),
      )
      let points = 0
      for (let g = 0; g < set.grades; g++) if (random.fraction() < chance) points++
      scores[name] = points / set.grades
      costs[name] = (price * (prompt.length / 4 + 200 * Math.exp(0.4 * random.normal()))) / 1e6
    })
    const task = set.told ? { task: `task-${String(at + 1)}` } : {}
    return { id: `q${String(i + 1)}`, prompt, ...task, scores, costs, truth, knowable }
  })
}

function questionOf(
  subject: Subject,
  random: Random,
  { vocabulary, hardness }: { vocabulary: readonly string[]; hardness: readonly number[] },
): { readonly prompt: string; readonly told: number } {
  const length = Math.max(8, Math.round(subject.length * Math.exp(0.5 * random.normal())))
  let told = 0
  let content = 0
  const word = () => {
    if (random.fraction() >= contentShare)
      return vocabulary[Math.floor(fillers * random.fraction() ** 2)] ?? ''
    // A few words of a subject stand in most of its questions, most in few.
    const at = subject.words[Math.floor(subjectWords * random.fraction() ** 2)] ?? 0
    told += hardness[at] ?? 0
    content++
    return vocabulary[at] ?? ''
  }
  const words = (n: number) => Array.from({ length: n }, word).join(' ')
  const options = ['A', 'B', 'C', 'D'].map((letter) => `${letter}. ${words(3)}`).join('\n')
  const prompt = `${words(length)}?\n${options}`
  return { prompt, told: told / Math.sqrt(Math.max(1, content)) }
}

function chanceOf(advantage: number, guess: number): number {
  return guess + (1 - guess) / (1 + Math.exp(-1.7 * advantage))
}

/** Mean of a function of a normal quantity around 0, on 41 points. */
function meanOver(deviation: number, value: (x: number) => number): number {
  let sum = 0
  let weight = 0
  for (let z = -3; z <= 3; z += 0.15) {
    const density = Math.exp((-z * z) / 2)
    sum += density * value(deviation * z)
    weight += density
  }
  return sum / weight
}
