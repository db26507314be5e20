/** How good somebody found the answer of a request. */
export interface Grade {
  /** Of the request. */
  readonly id: string
  readonly tenant?: string | undefined
  /** Unix ms. */
  readonly atMs: number
  readonly metric: string
  readonly value: number
  /** As far as its decision knew them: what labels are sorted by. */
  readonly task?: string | undefined
  readonly language?: string | undefined
}

/** The columns of a grade, in the order of `gradeValues`; a later grade of the same metric counts. */
export const gradeColumns: readonly string[] = 'id metric ts tenant value task language'.split(' ')

/** What makes two grades one. */
export const gradeKey: readonly string[] = ['id', 'metric']

/** A grade as a row. */
export function gradeValues({
  id,
  metric,
  atMs,
  tenant = '',
  value,
  task = '',
  language = '',
}: Grade): readonly (string | number)[] {
  return [id, metric, Math.floor(atMs), tenant, value, task, language]
}
