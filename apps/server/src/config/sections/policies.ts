import { policySchema, type Policy } from '@signalbox/router'
import { z } from 'zod'

import { name } from './fields.ts'

/** Rules of routing by name; the one called `default` holds for models that name none. */
export type PoliciesSection = Readonly<Record<string, Policy>>

/** `policies:` */
export const policiesSection: z.ZodType<PoliciesSection> = z.record(name, policySchema)
