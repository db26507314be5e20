import type { Caller } from '@signalbox/core'
import type { Feedback, Router } from '@signalbox/router'

import type { RequestLog } from '../request-log/request-log.ts'
import { mayRead } from './may-read.ts'

/** Who hears of a grade, and who gives it. */
export interface TakeFeedbackOptions {
  readonly router: Pick<Router, 'explain' | 'feedback'>
  readonly log: Pick<RequestLog, 'request' | 'grade'> | undefined
  readonly caller: Caller | undefined
}

/** The router learns from it, and the request log keeps it for labels; false: nobody knows the request. */
export async function takeFeedback(
  id: string,
  { metric, value }: Feedback,
  { router, log, caller }: TakeFeedbackOptions,
): Promise<boolean> {
  const known = router.explain(id)
  if (known === undefined) {
    // Another replica may have answered it, or this one before it was started again.
    const found = await log?.request(id, caller?.tenant)
    if (found === undefined || found === null) return false
  } else if (!mayRead(known.tenant, caller)) return false
  router.feedback(id, { metric, value })
  log?.grade({
    id,
    metric,
    value: Number(value),
    atMs: Date.now(),
    tenant: known?.tenant ?? caller?.tenant,
    task: known?.decision.task.value,
    language: known?.language,
  })
  return true
}
