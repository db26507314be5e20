import { z } from 'zod'

import type { ConfigFile } from './config-file.ts'
import { featureSchemas } from './features.ts'
import { modelsSection } from './sections/models.ts'
import { providersSection } from './sections/providers.ts'
import { serverSection } from './sections/server.ts'

/** The one schema of the file; unknown keys are errors on every level. */
export const configSchema: z.ZodType<ConfigFile> = z.strictObject({
  version: z.literal(1),
  server: serverSection.optional(),
  providers: providersSection.optional(),
  models: modelsSection.optional(),
  ...featureSchemas,
})
