import { openaiChat } from '@signalbox/adapters-openai/dialects'
import { GatewayError } from '@signalbox/core'
import type { PolicyReport } from '@signalbox/router'
import { Hono, type Context as HonoContext, type Hono as HonoApp } from 'hono'

import type { ConfigIssue } from '../config/config-error.ts'
import type { Config } from '../config/config.ts'
import { policyFileOf } from '../routing/policy-file.ts'
import type { StoredPolicies } from '../routing/stored-policies.ts'
import { ownRequestId } from '../surface/refusal.ts'
import { storeRefusal } from './store-refusal.ts'
import type { ChangePlace, ConfigChange, TakenChange } from './take-change.ts'

/** What the routes read and change. */
export interface PoliciesRoutesOptions extends ChangePlace {
  /** New requests run on it, here and on the other replicas; rejects and keeps the last good one. */
  readonly put: (config: Config, text: string) => Promise<void>
  /** Hears of what is in force now, for the other processes on this address. */
  readonly tell?: ((change: ConfigChange) => void) | undefined
  /** Policies put in force by hand; they outlive a restart and reach every replica. */
  readonly stored: Pick<StoredPolicies, 'current' | 'replace'>
}

const mostCompared = 10_000

/** Rules and whole configurations by hand: checked as a file is, in force with the next request, or refused. */
export function policiesRoutes(options: PoliciesRoutesOptions): HonoApp {
  const { put, tell, stored, ...place } = options
  const { config, routing } = place
  // The parser and the checks of files are loaded when somebody sends one.
  const take = async (change: ConfigChange): Promise<TakenChange> => {
    const { takeChange } = await import('./take-change.ts')
    return takeChange(change, place)
  }
  return new Hono()
    .get('/admin/v1/policies', (c) => {
      const { policies = {}, models } = config()
      const usual = policies['default'] === undefined ? 'balanced' : 'default'
      const used = models.map(({ name, policy }) => [name, policy ?? usual])
      const version = routing().router.version()
      const byHand = Object.keys(stored.current())
      return c.json({ version, policies, stored: byHand, models: Object.fromEntries(used) })
    })
    .put('/admin/v1/policies', async (c) => {
      const change = { kind: 'policies', text: await c.req.text() } as const
      const taken = await take(change)
      if ('errors' in taken) return refused(c, taken.errors)
      const compare = Math.min(mostCompared, Number(c.req.query('dry_run') ?? 100) || 0)
      const report = routing().router.setPolicy(policyFileOf(taken.next), { dryRun: compare })
      if (c.req.query('dry_run') !== undefined) return c.json(reportJson(report))
      await stored.replace(taken.policies ?? {}).catch((cause: unknown) => {
        throw storeRefusal('policies', cause)
      })
      return c.json({ ...reportJson(report), applied: true })
    })
    .put('/admin/v1/config', async (c) => {
      const change = { kind: 'config', text: await c.req.text() } as const
      const taken = await take(change)
      if ('errors' in taken) return refused(c, taken.errors)
      await put(taken.next, change.text)
      tell?.(change)
      const { warnings } = taken
      return c.json({ version: routing().router.version(), applied: true, warnings })
    })
}

function reportJson({ version, applied, compared, changed }: PolicyReport) {
  return { version, applied, compared, changed }
}

function refused(c: HonoContext, errors: readonly ConfigIssue[]): Response {
  const said = errors.map(({ path, message }) => `${path}: ${message}`).join('\n')
  const error = new GatewayError('invalid_request', said, { origin: 'client' })
  const id = ownRequestId(c)
  const { body } = openaiChat.encodeError(error, id)
  const envelope = JSON.parse(
    typeof body === 'string' ? body : new TextDecoder().decode(body),
  ) as object
  return c.json({ ...envelope, errors }, 400, { 'x-request-id': id })
}
