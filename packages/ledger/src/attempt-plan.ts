import type { BudgetRow, GatewayRequest, Target } from '@signalbox/core'

import type { PathBudget } from './budget-tree.ts'
import { priceUnknown } from './denial.ts'
import type { LedgerCatalog, LedgerPrice } from './ledger-catalog.ts'
import type { ModelHabits } from './model-habits.ts'
import { heldOf, type Hold, type Need } from './protocol/hold.ts'
import { countedUsage } from './token-count.ts'

/** With less output than this an answer is not begun. */
const leastOutput = 64
/** Where nobody says how long an answer may get. */
const usualMost = 8_192
/** A request that states no bound takes at most such a part of what a budget has left. */
const share = 4n

/** What an attempt may come to, before it is made. */
export interface AttemptPlan {
  readonly price: LedgerPrice
  /** Estimated, without a margin. */
  readonly inputTokens: number
  /** The most it may answer. */
  readonly outputTokens: number
  readonly isStrict: boolean
  /** The request states no bound, and a strict budget needs one. */
  readonly isUnbounded: boolean
  readonly needs: readonly Need[]
  /** Null: there is no price. */
  readonly nanoUsd: bigint | null
  /** What so much output and the input come to in the unit of a budget. */
  amount(budget: Pick<BudgetRow, 'unit'>, outputTokens: number): bigint
  /** How much output a hold pays for. */
  affordable(hold: Hold): number
  /** What further output needs. */
  more(outputTokens: number): readonly Need[]
}

/** What a plan is made from. */
export interface PlanInput {
  readonly request: GatewayRequest
  /** As estimated. */
  readonly inputTokens: number
  readonly target: Target
  readonly budgets: readonly PathBudget[]
  readonly catalog: LedgerCatalog
  readonly habits: ModelHabits
  readonly tenant: string | undefined
  readonly assumeUsdPer1M: number | undefined
  /** Unix ms. */
  readonly at: number
  /** What a budget has left as far as this replica knows. */
  left(budget: BudgetRow): bigint
}

/** The upper bound of an attempt; throws where a strict budget meets an unknown price. */
export function planAttempt(input: PlanInput): AttemptPlan {
  const { request, inputTokens, target, budgets, habits } = input
  const { provider, model, region, baseUrl } = target
  const { serviceTier } = request
  const { tenant, at } = input
  const price = input.catalog.price({ provider, model, region, baseUrl, serviceTier, tenant, at })
  const boundTokens = Math.ceil(inputTokens * habits.inputMargin(`${provider}/${model}`))
  const isStrict = budgets.some(({ row }) => row.mode === 'strict')
  const bound = outputBound(input, isStrict)
  const caches = mayCache(request)

  // Every budget asks for the same few amounts.
  const known = new Map<number, bigint | null>()
  const nanoOf = (outputTokens: number): bigint | null => {
    const before = known.get(outputTokens)
    if (before !== undefined) return before
    const cost = boundCost(input.catalog, price, { at, boundTokens, outputTokens, caches })
    known.set(outputTokens, cost)
    return cost
  }
  const assumed = (outputTokens: number) =>
    BigInt(Math.ceil((boundTokens + outputTokens) * 1000 * (input.assumeUsdPer1M ?? 0)))
  const amount = ({ unit }: Pick<BudgetRow, 'unit'>, outputTokens: number): bigint =>
    unit === 'tokens'
      ? BigInt(boundTokens + outputTokens)
      : (nanoOf(outputTokens) ?? assumed(outputTokens))
  const nanoUsd = nanoOf(bound.most)
  const strictUsd = budgets.find(({ row }) => row.mode === 'strict' && row.unit === 'usd')
  if (nanoUsd === null && strictUsd !== undefined) throw priceUnknown(target, strictUsd.row)

  const needs = budgets.map(({ row, openUpTo }): Need => {
    const least = amount(row, bound.least)
    const full = amount(row, bound.most)
    const part = input.left(row) / share
    const shared = part > least ? part : least
    const want = bound.isUnbounded && shared < full ? shared : full
    return { budget: row, want, least, openUpTo }
  })
  return {
    price,
    inputTokens,
    outputTokens: bound.most,
    isStrict,
    isUnbounded: bound.isUnbounded,
    needs,
    nanoUsd,
    amount,
    affordable: (hold) =>
      budgets.reduce((most, { row }) => {
        if (row.mode === 'observe') return most
        const base = amount(row, 0)
        const span = amount(row, bound.most) - base
        if (span <= 0n) return most
        const held = heldOf(hold, row.id) - base
        return Math.max(0, Math.min(most, Number((held * BigInt(bound.most)) / span)))
      }, bound.most),
    more: (outputTokens) =>
      budgets.map(({ row, openUpTo }) => {
        const want = amount(row, outputTokens) - amount(row, 0)
        return { budget: row, want, least: want, openUpTo }
      }),
  }
}

interface OutputBound {
  readonly most: number
  readonly least: number
  readonly isUnbounded: boolean
}

function outputBound(
  { request, target, habits, catalog }: PlanInput,
  strict: boolean,
): OutputBound {
  if (request.operation !== 'chat') return { most: 0, least: 0, isUnbounded: false }
  const { maxOutputTokens, candidates = 1, stream } = request
  const usual = habits.longOutput(`${target.provider}/${target.model}`) * candidates
  if (maxOutputTokens !== undefined) {
    const most = maxOutputTokens * candidates
    // A strict budget cannot stop a whole answer where the money ends, but a stream.
    const least = strict && !stream ? most : leastOutput
    return { most, least: Math.min(most, least), isUnbounded: false }
  }
  if (!strict) return { most: usual, least: Math.min(usual, leastOutput), isUnbounded: false }
  const known = target.capabilities ?? catalog.capabilities?.(target)
  const most = (known?.maxOutputTokens ?? usualMost) * candidates
  return { most, least: Math.min(most, leastOutput * candidates), isUnbounded: true }
}

function boundCost(
  catalog: LedgerCatalog,
  price: LedgerPrice,
  {
    at,
    boundTokens,
    outputTokens,
    caches,
  }: { at: number; boundTokens: number; outputTokens: number; caches: boolean },
): bigint | null {
  const plain = countedUsage(boundTokens, outputTokens)
  const { nanoUsd } = catalog.cost(price, plain, { at })
  if (!caches || nanoUsd === null) return nanoUsd
  const input = { ...plain.input, uncached: 0, cacheWrite1h: plain.input.uncached }
  const written = catalog.cost(price, { ...plain, input }, { at }).nanoUsd
  return written !== null && written > nanoUsd ? written : nanoUsd
}

/** Whether it asks for its prompt to be kept, which some providers charge more for than for reading it. */
function mayCache(request: GatewayRequest): boolean {
  if (request.operation !== 'chat') return false
  const { messages, tools = [], promptCache } = request
  return (
    promptCache !== undefined ||
    tools.some((tool) => tool.type === 'function' && tool.cache !== undefined) ||
    messages.some(({ content }) => content.some(({ cache }) => cache !== undefined))
  )
}
