import { systemClock } from '@signalbox/core'
import { GatewayError } from '@signalbox/core'
import { explainDecision, PolicyError, type Explanation } from '@signalbox/router'

import type { Config } from '../config/config.ts'
import { policyFileOf } from './policy-file.ts'
import type { RouteQuestion } from './route-question.ts'
import type { RoutingPart } from './routing-part.ts'

const tried = 'tried'

/** What the router would do; nothing is recorded, no provider is called. */
export function answerQuestion(
  { router }: Pick<RoutingPart, 'router'>,
  config: Config,
  { request, policy, logged }: RouteQuestion,
): Explanation {
  const explained = (decision: ReturnType<typeof router.decide>) =>
    explainDecision(decision, systemClock.now())
  if (policy === undefined) return explained(router.simulate(request, undefined, logged))
  const file = policyFileOf(config)
  if (typeof policy !== 'string') {
    const policies = { ...file.policies, [tried]: policy }
    return refusing(() =>
      explained(router.simulate(request, { ...file, policies }, { ...logged, policy: tried })),
    )
  }
  if (file.policies?.[policy] === undefined && !presets.has(policy))
    throw new GatewayError('invalid_request', `There is no policy "${policy}".`, {
      origin: 'client',
      param: 'policy',
    })
  return explained(router.simulate(request, undefined, { ...logged, policy }))
}

const presets: ReadonlySet<string> = new Set(['cheap', 'balanced', 'fast', 'best'])

/** A policy that cannot be read is the asker's mistake. */
function refusing<Answer>(answer: () => Answer): Answer {
  try {
    return answer()
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error
    const message = error.message.replaceAll(`policies.${tried}`, 'policy')
    throw new GatewayError('invalid_request', message, { origin: 'client', param: 'policy' })
  }
}
