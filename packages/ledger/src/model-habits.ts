const maxModels = 5_000
const firstSigma = 0.2
const leastSigma = 0.05
const weight = 0.05
const firstOutput = 1_024
/** A step so unequal that the estimate rests where 95 % of the answers are shorter. */
const p95Step = 0.05

interface Habits {
  /** Mean square of ln(reported / estimated). */
  variance: number
  output: number
}

/** What was learned of each model: how wrong input estimates are, how long its answers get. */
export interface ModelHabits {
  /** The factor that an input estimate is multiplied with to be a bound. */
  inputMargin(model: string): number
  /** About the 95th percentile of the output tokens. */
  longOutput(model: string): number
  learn(
    model: string,
    seen: {
      readonly estimatedInput: number
      readonly reportedInput: number
      readonly output: number
    },
  ): void
}

/** Nothing is learned yet. */
export function createModelHabits(): ModelHabits {
  const models = new Map<string, Habits>()
  return {
    inputMargin: (model) => {
      const variance = models.get(model)?.variance ?? firstSigma ** 2
      return Math.exp(3 * Math.max(leastSigma, Math.sqrt(variance)))
    },
    longOutput: (model) => Math.ceil(models.get(model)?.output ?? firstOutput),
    learn(model, { estimatedInput, reportedInput, output }) {
      const habits = models.get(model) ?? { variance: firstSigma ** 2, output: firstOutput }
      models.delete(model)
      models.set(model, habits)
      const [oldest] = models.keys()
      if (models.size > maxModels && oldest !== undefined) models.delete(oldest)
      if (estimatedInput > 0 && reportedInput > 0) {
        const error = Math.log(reportedInput / estimatedInput)
        habits.variance += weight * (error * error - habits.variance)
      }
      if (output > habits.output) habits.output *= 1 + 19 * p95Step * weight
      else habits.output *= 1 - p95Step * weight
      if (output > 0) habits.output = Math.max(habits.output, 16)
    },
  }
}
