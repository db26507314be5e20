import { adminKey } from './gateway-process.ts'

/** One call of the admin API; throws what it refuses. */
export async function admin<Answer>(
  url: string,
  method: string,
  path: string,
  body?: object,
): Promise<Answer> {
  const response = await fetch(new URL(`/admin/v1/${path}`, url), {
    method,
    headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${String(response.status)} ${text}`)
  return JSON.parse(text) as Answer
}

/** A key as it is shown once. */
export interface MadeKey {
  readonly id: string
  readonly key: string
}

/** Waits for something to be so; throws when it is not in time. Answers how long it took. */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  limitMs = 10_000,
): Promise<number> {
  const startedAt = performance.now()
  while (!(await isSo())) {
    if (performance.now() - startedAt > limitMs) throw new Error(`It did not come to: ${what}`)
    await sleep(20)
  }
  return performance.now() - startedAt
}

/** Does nothing for a while. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
