import { systemClock } from '@signalbox/core'
import { GatewayError } from '@signalbox/core'
import { explainDecision, PolicyError, type Explanation } from '@signalbox/router'

import type { Config } from '../config/config.ts'
import { didYouMean } from '../config/edit-distance.ts'
import { policyWords } from '../config/policy-words.ts'
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
  const known = [...Object.keys(file.policies ?? {}), ...presets]
  if (!known.includes(policy))
    throw new GatewayError(
      'invalid_request',
      `There is no policy "${policy}"${didYouMean(policy, known)}.`,
      { origin: 'client', param: 'policy' },
    )
  return explained(router.simulate(request, undefined, { ...logged, policy }))
}

const presets = ['cheap', 'balanced', 'fast', 'best'] as const

/** A policy that cannot be read is the asker's mistake. */
function refusing<Answer>(answer: () => Answer): Answer {
  try {
    return answer()
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error
    const message = error.issues
      .map((issue) => `${issue.path.replace(`policies.${tried}`, 'policy')}: ${policyWords(issue)}`)
      .join('\n')
    throw new GatewayError('invalid_request', message, { origin: 'client', param: 'policy' })
  }
}
