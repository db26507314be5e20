import { askJson, type JsonCall } from './ask-json.ts'

/** The token of the machine's own account, kept until shortly before it ends. */
export function machineToken(
  call: Pick<JsonCall, 'fetch' | 'url' | 'headers'>,
  wall: () => number,
): () => Promise<string> {
  let known: { readonly token: string; readonly until: number } | undefined
  return async () => {
    if (known !== undefined && wall() < known.until) return known.token
    const answer = await askJson(call)
    const { access_token: token, expires_in: seconds } = answer
    if (typeof token !== 'string')
      throw new TypeError(`${new URL(call.url).host} gave no access_token.`)
    const lifeMs = Number(seconds ?? 0) * 1000
    known = { token, until: wall() + Math.max(0, lifeMs - earlyMs) }
    return token
  }
}

const earlyMs = 60_000
