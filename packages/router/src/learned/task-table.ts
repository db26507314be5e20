/** Mean scores by task, drawn towards the mean of all where labels are few. */
export interface TaskTable {
  /** By model, over all tasks. */
  readonly means: Float64Array
  readonly tasks: ReadonlyMap<string, Float64Array>
}

const pseudoLabels = 10

/** Fits the table; every model's mean counts as ten labels of each task. */
export function fitTaskTable(
  rows: readonly {
    readonly task: string | undefined
    readonly scores: Float64Array
    readonly weights: Float64Array
  }[],
  models: number,
): TaskTable {
  const all = { sums: new Float64Array(models), counts: new Float64Array(models) }
  const byTask = new Map<string, typeof all>()
  for (const { task, scores, weights } of rows) {
    let own = task === undefined ? undefined : byTask.get(task)
    if (task !== undefined && own === undefined)
      byTask.set(task, (own = { sums: new Float64Array(models), counts: new Float64Array(models) }))
    for (let m = 0; m < models; m++) {
      const score = scores[m] ?? NaN
      if (score !== score) continue
      const weight = weights[m] ?? 1
      for (const into of own === undefined ? [all] : [all, own]) {
        into.sums[m] = (into.sums[m] ?? 0) + weight * score
        into.counts[m] = (into.counts[m] ?? 0) + weight
      }
    }
  }
  const means = all.sums.map((sum, m) =>
    (all.counts[m] ?? 0) === 0 ? 0.5 : sum / (all.counts[m] ?? 1),
  )
  return {
    means,
    tasks: new Map(
      [...byTask].map(([task, { sums, counts }]) => [
        task,
        sums.map(
          (sum, m) => (sum + pseudoLabels * (means[m] ?? 0.5)) / ((counts[m] ?? 0) + pseudoLabels),
        ),
      ]),
    ),
  }
}

/** The row of a task; the means of all for a task without labels. */
export function taskRow({ means, tasks }: TaskTable, task: string | undefined): Float64Array {
  return (task === undefined ? undefined : tasks.get(task)) ?? means
}

/** Logits of the rows, looked up by task; a mean of few labels is never taken for certain. */
export function usualLogits(table: TaskTable): (task: string | undefined) => Float64Array {
  const means = logits(table.means)
  const tasks = new Map([...table.tasks].map(([task, row]) => [task, logits(row)]))
  return (task) => (task === undefined ? undefined : tasks.get(task)) ?? means
}

function logits(row: Float64Array): Float64Array {
  return row.map((mean) => {
    const p = Math.min(0.98, Math.max(0.02, mean))
    return Math.log(p / (1 - p))
  })
}
