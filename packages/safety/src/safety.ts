import type { Context, Middleware, Next } from '@signalbox/core'

import { groupLabels } from './actions/label-of.ts'
import { defaultDetectors } from './default-detectors.ts'
import { governReply, needsFilter } from './govern-answer.ts'
import { governRequest, type Governed } from './govern-request.ts'
import { errorRefusal, promptRefusal, refusalOf, type Refusal } from './output/refusal.ts'
import { checkPolicy } from './policy/check-policy.ts'
import { compilePolicy, type CompiledPolicy } from './policy/compile-policy.ts'
import { severity } from './policy/severity.ts'
import { preset } from './presets/presets.ts'
import { countByRule, failedBy, safetyHeader, type Counted } from './safety-event.ts'
import type { SafetyOptions } from './safety-options.ts'
import { createScanner, type Scanner, type ScanResult } from './scan/create-scanner.ts'
import { createScanCache } from './scan/scan-cache.ts'
import { AnswerFilter } from './stream/answer-filter.ts'
import type { AnswerScope } from './stream/answer-scope.ts'
import type { Detector, Policy } from './types.ts'

interface Active {
  readonly policy: CompiledPolicy
  readonly scanner: Scanner
}

/** Applies a policy to every request and its answer; a policy that cannot work throws here. */
export function safety(options: SafetyOptions = {}): Middleware {
  const { dialects = [], readKey = () => undefined } = options
  const key = options.key ?? crypto.getRandomValues(new Uint8Array(32))
  const policies = activate(options)
  const resolve = options.resolve ?? (() => 'default')
  return async function safetyOf(context, next) {
    const id = resolve(context)
    const active = id === undefined ? undefined : policies.get(id)
    if (active === undefined || isIdle(active.policy)) return await next()
    const report = reporter(context, active.policy, options)
    const startedAt = context.clock.now()
    const governed = await governRequest(context, {
      ...active,
      dialects,
      key,
      onResult(result) {
        const counted = countedInput(result, active.policy)
        const open = result.failures.flatMap(({ rules }) => rules.map((rule) => failedBy(rule.id)))
        report('input', [...counted, ...open], context.clock.now() - startedAt)
        context.facts.safety = safetyHeader(countByRule(counted))
      },
      onFailure({ rule }) {
        report('input', [failedBy(rule, 'block')], context.clock.now() - startedAt)
      },
    })
    take(context, governed, active.policy)
    const { pseudonyms } = governed.result
    const scope = { ...active, context: governed.context, own: governed.own, readKey, pseudonyms }
    if (context.request.operation === 'chat') reportRefusals(context, report)
    await answer(context, next, scope, report).catch((error: unknown) => {
      const refusal = errorRefusal(error, context.target?.provider)
      if (refusal !== undefined) reportRefusal(refusal, report)
      throw error
    })
  }
}

/** The local detectors and guards of some options. */
export function detectorsOf(options: SafetyOptions): readonly Detector[] {
  return [...(options.detectors ?? defaultDetectors()), ...(options.guards ?? [])]
}

function activate(options: SafetyOptions): ReadonlyMap<string, Active> {
  const detectors = detectorsOf(options)
  const { readKey, locked } = options
  const cache = createScanCache()
  const policies: Readonly<Record<string, Policy>> = options.policies ?? {
    default: preset('standard'),
  }
  const active = new Map<string, Active>()
  for (const [id, policy] of Object.entries(policies)) {
    const [problem] = checkPolicy(policy, {
      detectors,
      labels: groupLabels,
      hasKey: (ref) => readKey?.(ref) !== undefined,
    })
    if (problem !== undefined)
      throw new TypeError(`The policy "${id}": ${problem.path.join('.')}: ${problem.message}.`)
    const compiled = compilePolicy(withCanary(policy), {
      id,
      detectors,
      ...(locked === undefined ? {} : { locked }),
    })
    const scanner = createScanner(compiled, {
      cache,
      ...(readKey === undefined ? {} : { readKey }),
    })
    active.set(id, { policy: compiled, scanner })
  }
  return active
}

/** A canary that nobody listens for would be of no use. */
function withCanary(policy: Policy): Policy {
  const isHeard = policy.output.some(({ detect }) => detect === 'canary')
  if (policy.canary !== true || isHeard) return policy
  const rule = { id: 'canary', detect: 'canary', action: { type: 'block' } } as const
  return { ...policy, output: [...policy.output, rule] }
}

function isIdle({ input, output }: CompiledPolicy): boolean {
  return input.length === 0 && output.length === 0
}

function take(
  context: Context,
  governed: Governed,
  { policy, id, version, input, output }: CompiledPolicy,
): void {
  const { result } = governed
  const isEnforced = [...input, ...output].some(({ enforced }) => enforced)
  if (isEnforced) {
    context.trustBytes = false
    context.vars['x-cache-view'] = governed.cacheView
  }
  // What is kept under one policy is not given out under another.
  context.vars['x-safety-policy'] = id
  context.vars['x-safety-version'] = version
  context.request = governed.request
  const wanted =
    result.unscanned > 0 && policy.attachments === 'route' && policy.mode === 'enforce'
      ? [...result.require, 'local']
      : result.require
  if (wanted.length > 0) context.requires = [...new Set([...context.requires, ...wanted])]
}

function countedInput(result: ScanResult, policy: CompiledPolicy): readonly Counted[] {
  const enforced = new Set(policy.input.flatMap((rule) => (rule.enforced ? [rule.id] : [])))
  return result.findings.map(({ by, action, type }) => ({
    by,
    action,
    type,
    enforced: enforced.has(by),
  }))
}

/** A provider that refuses is told in one shape, whatever its words. */
function reportRefusals(context: Context, report: Report): void {
  context.defer(({ finish }) => {
    const refusal = refusalOf(finish, context.target?.provider)
    if (refusal?.by === 'provider') reportRefusal(refusal, report)
  })
}

function reportRefusal(refusal: Refusal, report: Report): void {
  const { native, provider = 'provider', stage } = refusal
  report(stage, [{ by: provider, action: 'none', type: native, enforced: false }], 0, refusal)
}

type Report = (
  stage: 'input' | 'output',
  counted: readonly Counted[],
  ms: number,
  refusal?: Refusal,
) => void

/** What is answered with texts that people read. */
const speaks: ReadonlySet<Context['request']['operation']> = new Set([
  'chat',
  'image',
  'speech',
  'transcribe',
])

async function answer(
  context: Context,
  next: Next,
  scope: Omit<AnswerScope, 'onBlock'>,
  report: Report,
): Promise<void> {
  const { request } = context
  if (!speaks.has(request.operation) || !needsFilter(scope)) return await next()
  const leave = new AbortController()
  const stops = scope.policy.output.some(({ severity: strength }) => strength === severity('block'))
  const run =
    stops || (request.operation === 'chat' && request.stream)
      ? context.fork({ signal: AbortSignal.any([context.signal, leave.signal]) })
      : context
  await next(run === context ? undefined : run)
  if (run !== context) context.adopt(run)
  const reply = context.response
  if (reply === undefined) return
  const filter = new AnswerFilter({
    ...scope,
    onBlock: () => {
      leave.abort(new DOMException('The answer was stopped by a rule.', 'AbortError'))
    },
  })
  const tell = () => {
    // A stream that was only looked at has nobody else to end its filter.
    filter.end(() => undefined)
    if (filter.promptBlock !== undefined)
      reportRefusal(promptRefusal(filter.promptBlock, context.target?.provider), report)
    const findings = filter.findings.map(({ finding, rule }) => ({
      by: rule.id,
      action: rule.profile === 'monitor' ? ('flag' as const) : rule.rule.action.type,
      type: finding.type,
      enforced: rule.enforced,
    }))
    report('output', [...findings, ...filter.failures], 0)
    return findings
  }
  context.response = await governReply(reply, scope, filter).catch((error: unknown) => {
    tell()
    throw error
  })
  if (context.response.type === 'stream')
    context.defer(async () => {
      await Promise.all(filter.afterwards.map((find) => find()))
      tell()
    })
  else {
    const header = safetyHeader(countByRule(tell()))
    context.facts.safety = [context.facts.safety, header].filter(Boolean).join(',')
  }
}

function reporter(context: Context, policy: CompiledPolicy, options: SafetyOptions): Report {
  return (stage, counted, ms, refusal) => {
    const groups = countByRule(counted)
    const us = Math.round(ms * 1000)
    context.facts.guards = [
      ...(context.facts.guards ?? []),
      ...groups.map(({ rule, action }) => ({ name: rule, stage, action, us })),
    ]
    if (options.onEvent === undefined) return
    for (const group of groups)
      options.onEvent({
        ...group,
        ...(refusal === undefined ? {} : { refusal }),
        at: context.clock.wall(),
        requestId: context.id,
        tenant: context.caller?.tenant,
        policy: policy.id,
        policyVersion: policy.version,
        mode: policy.policy.mode,
        stage,
      })
  }
}
