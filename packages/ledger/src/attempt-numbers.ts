const maxRequests = 10_000

/** Numbers the attempts of a request from 1; a request id that a client sends again goes on counting. */
export function createAttemptNumbers(): (requestId: string) => number {
  const last = new Map<string, number>()
  return (requestId) => {
    const number = (last.get(requestId) ?? 0) + 1
    last.delete(requestId)
    last.set(requestId, number)
    const [oldest] = last.keys()
    if (last.size > maxRequests && oldest !== undefined) last.delete(oldest)
    return number
  }
}
