import { openaiChat } from '@signalbox/adapters-openai/dialects'
import { GatewayError } from '@signalbox/core'
import type { PolicyReport } from '@signalbox/router'
import { Hono, type Context as HonoContext, type Hono as HonoApp } from 'hono'

import { exposureProblem } from '../cli/exposure.ts'
import { checkConfig } from '../config/check-config.ts'
import { checkRouting } from '../config/check-routing.ts'
import type { ConfigIssue } from '../config/config-error.ts'
import type { Config } from '../config/config.ts'
import { toIssue, type Tree } from '../config/finding.ts'
import { withListen } from '../config/listen.ts'
import { readYaml } from '../config/read-yaml.ts'
import { policiesSection } from '../config/sections/policies.ts'
import { policyFileOf } from '../routing/policy-file.ts'
import type { RoutingPart } from '../routing/routing-part.ts'

/** What the routes read and change. */
export interface PoliciesRoutesOptions {
  readonly config: () => Config
  readonly routing: () => RoutingPart
  /** New requests run on it; throws and keeps the last good one. */
  readonly swap: (config: Config) => void
}

const mostCompared = 10_000

/** Rules and whole configurations by hand: checked as a file is, in force with the next request, or refused. */
export function policiesRoutes({ config, routing, swap }: PoliciesRoutesOptions): HonoApp {
  return new Hono()
    .get('/admin/v1/policies', (c) => {
      const { policies = {}, models } = config()
      const usual = policies['default'] === undefined ? 'balanced' : 'default'
      const used = models.map(({ name, policy }) => [name, policy ?? usual])
      const version = routing().router.version()
      return c.json({ version, policies, models: Object.fromEntries(used) })
    })
    .put('/admin/v1/policies', async (c) => {
      const tree = treeOf(await c.req.text())
      const parsed = policiesSection.safeParse(tree.value)
      if (!parsed.success) {
        const findings = parsed.error.issues.map(({ path, message }) => ({
          path: path.map((step) => (typeof step === 'symbol' ? '?' : step)),
          message,
        }))
        return refused(
          c,
          findings.map((finding) => toIssue(finding, tree, 'body')),
        )
      }
      const next = { ...config(), policies: parsed.data }
      const wrong = checkRouting(next, nested(tree), routing().prices)
      if (wrong.length > 0)
        return refused(
          c,
          wrong.map((finding) => toIssue(finding, nested(tree), 'body')),
        )
      const compare = Math.min(mostCompared, Number(c.req.query('dry_run') ?? 100) || 0)
      const report = routing().router.setPolicy(policyFileOf(next), { dryRun: compare })
      if (c.req.query('dry_run') !== undefined) return c.json(reportJson(report))
      swap(next)
      return c.json({ ...reportJson(report), applied: true })
    })
    .put('/admin/v1/config', async (c) => {
      const tree = treeOf(await c.req.text())
      const before = config()
      const { built, findings } = await checkConfig(tree, async () => ({
        config: before,
        origins: new Map(),
      }))
      const issues = findings.map((finding) => toIssue(finding, tree, 'body'))
      const errors = issues.filter(({ severity }) => severity === 'error')
      if (built === undefined || errors.length > 0) return refused(c, errors)
      const next = withListen(built.config, before.server)
      const exposed = exposureProblem(next)
      if (exposed !== undefined)
        return refused(c, [{ severity: 'error', file: 'body', path: 'server', message: exposed }])
      swap(next)
      return c.json({ version: routing().router.version(), applied: true, warnings: issues })
    })
}

function treeOf(text: string): Tree {
  return readYaml(text, {
    env: {},
    readFile() {
      throw new Error('a request reads no files')
    },
  })
}

/** The body of PUT …/policies stands where `policies` stands in a file. */
function nested(tree: Tree): Tree {
  return {
    ...tree,
    places: new Map(
      [...tree.places].map(([key, place]) => [
        JSON.stringify(['policies', ...(JSON.parse(key) as readonly (string | number)[])]),
        place,
      ]),
    ),
  }
}

function reportJson({ version, applied, compared, changed }: PolicyReport) {
  return { version, applied, compared, changed }
}

function refused(c: HonoContext, errors: readonly ConfigIssue[]): Response {
  const said = errors.map(({ path, message }) => `${path}: ${message}`).join('\n')
  const error = new GatewayError('invalid_request', said, { origin: 'client' })
  const { status, body } = openaiChat.encodeError(error, c.req.header('x-request-id') ?? '')
  const envelope = JSON.parse(
    typeof body === 'string' ? body : new TextDecoder().decode(body),
  ) as object
  return c.json({ ...envelope, errors }, status as 400)
}
