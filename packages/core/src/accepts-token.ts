import type { ContinuityToken } from './content.ts'
import type { Target } from './target.ts'

/** Whether a target on this wire can read a token: only its issuer can. */
export function acceptsToken(token: ContinuityToken, wire: string, target: Target): boolean {
  const { issuer } = token
  if (issuer.wire !== wire) return false
  if (issuer.provider !== '' && issuer.provider !== target.provider) return false
  return issuer.account === undefined || issuer.account === target.account
}
