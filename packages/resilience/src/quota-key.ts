import type { Target } from '@signalbox/core'

/** Which limits a target counts against; a machine of our own counts alone. */
export function quotaKey(target: Target): string {
  if (target.quotaGroup !== undefined) return target.quotaGroup
  if (isLocal(target)) return target.id
  const { provider, account = '', region = '', baseUrl = '' } = target
  return [provider, account, region, baseUrl, modelFamily(target.model)].join('|')
}

/** A dated version of a model shares the limits of its family. */
function modelFamily(model: string): string {
  return model.replace(/[-@](?:\d{4}-\d{2}-\d{2}|\d{8}|latest)$/, '')
}

/** Runs on hardware whose room nobody states in headers. */
export function isLocal(target: Target): boolean {
  return target.tags?.includes('local') === true
}
