import { adminRows } from './admin-rows.ts'
import { clientRows } from './client-rows.ts'
import type { RouteRow } from './route-row.ts'
import { serviceRows } from './service-rows.ts'

/** Every path outside the dialects. A handler without a row here is never reached. */
export const ownRows: readonly RouteRow[] = [...serviceRows, ...clientRows, ...adminRows]
