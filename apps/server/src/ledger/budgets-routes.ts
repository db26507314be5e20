import { GatewayError } from '@signalbox/core'
import { readBudget } from '@signalbox/ledger'
import type { Tenancy, TenantRecord } from '@signalbox/tenancy'
import { Hono, type Context as HonoContext, type Hono as HonoApp } from 'hono'
import { z } from 'zod'

import type { Config } from '../config/config.ts'
import { count, name, text } from '../config/sections/fields.ts'
import type { BudgetSection } from '../config/sections/tenants.ts'
import { readBody } from '../tenants/read-body.ts'
import { budgetJson } from './budget-json.ts'
import { budgetsIn, budgetsOf, specOf, type OwnedBudget } from './budgets-of.ts'
import { budgetProblem } from './check-budgets.ts'
import type { ServerLedger } from './server-ledger.ts'

const fields = {
  usd: z.union([z.number().min(0), text], { error: 'must be an amount such as 50' }).optional(),
  tokens: count.optional(),
  per: z.enum(['day', 'week', 'month', 'total']),
  mode: z.enum(['strict', 'soft', 'observe']).optional(),
  strict: z.boolean().optional(),
  time_zone: text.optional(),
  starts_on: z.int().min(1).max(28).optional(),
  open_up_to: z.number().min(0).optional(),
}
const made = z.strictObject({
  tenant: name,
  key: text.optional(),
  user: text.optional(),
  label: z.string().min(1).max(64).optional(),
  ...fields,
})
const changed = z.strictObject(fields)

/** The bodies of `POST` and `PUT`. */
export const budgetBodies: Readonly<Record<'made' | 'changed', z.ZodType>> = { made, changed }

/** What the routes work on. */
export interface BudgetsRoutesOptions {
  readonly config: () => Config
  readonly tenancy: Tenancy
  readonly ledger: ServerLedger
}

/** `/admin/v1/budgets`: where all of them stand; those of tenants in the store are made, changed and ended here. */
export function budgetsRoutes({ config, tenancy, ledger }: BudgetsRoutesOptions): HonoApp {
  const isFixed = ({ tenant }: OwnedBudget) =>
    tenant === undefined || Object.hasOwn(config().tenants ?? {}, tenant)
  const shown = async (chosen: readonly OwnedBudget[]) => {
    const all = await ledger.ledger.states()
    const states = new Map(all.map((state) => [state.id, state]))
    const now = Date.now()
    return chosen.map((owned) => budgetJson(owned, { states, isFixed: isFixed(owned), now }))
  }
  const find = (c: HonoContext): OwnedBudget => {
    const wanted = nameIn(c.req.url)
    const found = ledger.budgets().owned.find(({ spec }) => readBudget(spec).name === wanted)
    if (found === undefined) throw refused(404, `There is no budget "${wanted.slice(0, 200)}".`)
    return found
  }
  const own = (c: HonoContext): OwnedBudget & { readonly tenant: string } => {
    const found = find(c)
    const { tenant } = found
    if (tenant === undefined || isFixed(found))
      throw refused(
        409,
        `"${readBudget(found.spec).name}" stands in the configuration: change it there.`,
      )
    return { ...found, tenant }
  }
  const tenantOf = (wanted: string): TenantRecord => {
    const found = tenancy.tenants().find((tenant) => tenant.name === wanted)
    if (found === undefined) throw refused(404, `There is no tenant "${wanted}".`)
    if (Object.hasOwn(config().tenants ?? {}, wanted))
      throw refused(409, `The tenant "${wanted}" stands in the configuration: change it there.`)
    return found
  }
  /** In force before it is kept: a set that cannot be is never written down. */
  const save = async (wanted: string, sections: readonly BudgetSection[]) => {
    const tenant = tenantOf(wanted)
    for (const section of sections) {
      const problem = budgetProblem(section, { tenant: wanted })
      if (problem !== undefined) throw refused(400, `The budget ${problem}.`)
    }
    const settings = { ...tenant.settings, budgets: sections.map((section) => ({ ...section })) }
    const next = { ...tenant, settings }
    const others = tenancy.tenants().filter((each) => each.name !== wanted)
    try {
      ledger.put(budgetsOf(config().groups, [...others, next]))
    } catch (error) {
      throw refused(409, error instanceof Error ? error.message : String(error))
    }
    try {
      await tenancy.putTenant(next)
    } finally {
      ledger.sync()
    }
  }

  return new Hono()
    .use(`${base}/*`, async (_c, next) => {
      await tenancy.ready
      await next()
    })
    .get(base, async (c) => {
      const tenant = c.req.query('tenant')
      const { owned } = ledger.budgets()
      const chosen = owned.filter((each) => tenant === undefined || each.tenant === tenant)
      return c.json({ data: await shown(chosen) })
    })
    .get(`${base}/*`, async (c) => c.json((await shown([find(c)]))[0]))
    .post(base, async (c) => {
      const { tenant, key, user, label, ...body } = await readBody(c, made)
      const section: BudgetSection = {
        ...sectionOf(body),
        ...(key === undefined ? {} : { key }),
        ...(user === undefined ? {} : { user }),
        ...(label === undefined ? {} : { name: label }),
      }
      await save(tenant, [...budgetsIn(tenantOf(tenant).settings), section])
      return c.json((await shown([{ tenant, section, spec: specOf(section, { tenant }) }]))[0], 201)
    })
    .put(`${base}/*`, async (c) => {
      const { tenant, section: before, spec } = own(c)
      const { key, user, name: label } = before
      const known = readBudget(spec).name
      const body = sectionOf(await readBody(c, changed))
      const section: BudgetSection = {
        ...body,
        ...(key === undefined ? {} : { key }),
        ...(user === undefined ? {} : { user }),
        ...(label === undefined ? {} : { name: label }),
      }
      const kept = budgetsIn(tenantOf(tenant).settings).map((each) =>
        readBudget(specOf(each, { tenant })).name === known ? section : each,
      )
      await save(tenant, kept)
      return c.json((await shown([{ tenant, section, spec: specOf(section, { tenant }) }]))[0])
    })
    .delete(`${base}/*`, async (c) => {
      const { tenant, spec } = own(c)
      const { name: known } = readBudget(spec)
      const kept = budgetsIn(tenantOf(tenant).settings).filter(
        (each) => readBudget(specOf(each, { tenant })).name !== known,
      )
      await save(tenant, kept)
      return c.json({ name: known, deleted: true })
    })
}

const base = '/admin/v1/budgets'

/** Names hold slashes, which may be written out or encoded. */
function nameIn(url: string): string {
  const path = new URL(url).pathname.slice(base.length + 1)
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function sectionOf(body: z.infer<typeof changed>): BudgetSection {
  const { time_zone: timeZone, starts_on: startsOn, open_up_to: openUpTo, ...rest } = body
  return JSON.parse(JSON.stringify({ ...rest, timeZone, startsOn, openUpTo })) as BudgetSection
}

function refused(status: number, message: string): GatewayError {
  return new GatewayError('invalid_request', message, { origin: 'client', status })
}
