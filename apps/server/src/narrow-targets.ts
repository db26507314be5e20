import { GatewayError, type Hints, type Target } from '@signalbox/core'

/**
 * Applies a request's wishes to its targets, best first: `order` pulls forward, `only`, `ignore`, a
 * restricted data class and required tags take away. Throws when nothing is left.
 */
export function narrowTargets(
  targets: readonly Target[],
  hints: Hints = {},
  requires: readonly string[] = [],
): readonly Target[] {
  const tags = [...requires, ...tagsOf(hints)]
  const compliant =
    tags.length === 0
      ? targets
      : targets.filter((target) => tags.every((tag) => target.tags?.includes(tag)))
  if (compliant.length === 0 && targets.length > 0) throw notCompliant(targets, tags)
  const { only, ignore = [] } = hints
  const wanted = compliant.filter(
    (target) =>
      (only === undefined || only.some((name) => isNamed(target, name))) &&
      !ignore.some((name) => isNamed(target, name)),
  )
  if (wanted.length === 0 && compliant.length > 0) throw noneWanted(compliant, hints)
  const ordered = inOrder(wanted, hints.order)
  return hints.allowFallbacks === false ? ordered.slice(0, 1) : ordered
}

function tagsOf({ dataClass }: Hints): readonly string[] {
  if (dataClass === undefined) return []
  if (dataClass === 'restricted') return ['local']
  // An unknown class must not be served as if it were public.
  throw new GatewayError(
    'invalid_request',
    'The header x-signalbox-data-class knows only "restricted".',
    { origin: 'client', param: 'x-signalbox-data-class' },
  )
}

/** A provider's name, or a target's id. */
function isNamed({ id, provider }: Target, name: string): boolean {
  return name === provider || name === id
}

function inOrder(targets: readonly Target[], order: readonly string[] = []): readonly Target[] {
  if (order.length === 0 || targets.length < 2) return targets
  const rank = (target: Target): number => {
    const index = order.findIndex((name) => isNamed(target, name))
    return index === -1 ? order.length : index
  }
  return targets.toSorted((a, b) => rank(a) - rank(b))
}

function notCompliant(targets: readonly Target[], tags: readonly string[]): GatewayError {
  const reasons = targets.map((target) => {
    const missing = tags.filter((tag) => !target.tags?.includes(tag))
    return `${target.id} lacks the tag ${missing.join(', ')}`
  })
  return new GatewayError(
    'no_compliant_provider',
    `No target may serve this request: ${reasons.join('; ')}.`,
    { origin: 'gateway', ran: 'no' },
  )
}

function noneWanted(targets: readonly Target[], { only }: Hints): GatewayError {
  const ids = targets.map(({ id }) => id).join(', ')
  const param = only === undefined ? 'provider.ignore' : 'provider.only'
  return new GatewayError(
    'unsupported',
    `"${param}" leaves no target for this model; it is served by ${ids}.`,
    { origin: 'client', param },
  )
}
