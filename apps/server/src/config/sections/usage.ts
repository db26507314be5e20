import { z } from 'zod'

/** The rows of the books. */
export interface UsageSection {
  /** After so many days rows become sums by day; 400. */
  readonly rowDays?: number | undefined
}

/** `usage:`; younger rows are needed to count no attempt twice. */
export const usageSection: z.ZodType<UsageSection> = z
  .strictObject({ rowDays: z.number().int().min(35).max(36_600) })
  .partial()
