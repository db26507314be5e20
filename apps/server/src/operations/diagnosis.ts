/** One thing that `signalbox doctor` looked at. */
export interface Diagnosis {
  readonly check: string
  /** `warn`: it works, and may not be what is wanted. */
  readonly state: 'ok' | 'warn' | 'fail'
  readonly detail: string
}

/** It is as it should be. */
export function well(check: string, detail: string): Diagnosis {
  return { check, state: 'ok', detail }
}

/** It works, and may not be what is wanted. */
export function odd(check: string, detail: string): Diagnosis {
  return { check, state: 'warn', detail }
}

/** It does not work. */
export function ill(check: string, detail: string): Diagnosis {
  return { check, state: 'fail', detail }
}

/** The reason behind a failure, without what it may quote. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return 'no answer in time'
  const { cause } = error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined
  return code ?? error.message
}
