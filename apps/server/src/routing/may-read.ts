import type { Caller } from '@signalbox/core'

/** Whether a caller may see what belongs to this tenant; without tenants everybody may. */
export function mayRead(owner: string | undefined, caller: Caller | undefined): boolean {
  return caller === undefined || owner === caller.tenant
}
