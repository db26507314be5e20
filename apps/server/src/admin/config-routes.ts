import { Hono, type Hono as HonoApp } from 'hono'

import type { Config } from '../config/config.ts'
import { describeConfig } from '../config/describe-config.ts'

/** `GET /admin/v1/config` shows what is in force, `POST …/validate` checks a file and changes nothing. */
export function configRoutes(config: () => Config): HonoApp {
  return new Hono()
    .get('/admin/v1/config', (c) => {
      const origin = { kind: 'environment', values: new Map<string, string>() } as const
      const values = describeConfig({ config: config(), origin, warnings: [] })
      return c.json({ values: Object.fromEntries(values.map(({ path, value }) => [path, value])) })
    })
    .post('/admin/v1/config/validate', async (c) => {
      // The parser and the checks of files are loaded when somebody sends one.
      const { checkText } = await import('./check-text.ts')
      const issues = await checkText(await c.req.text(), config())
      const errors = issues.filter(({ severity }) => severity === 'error')
      const warnings = issues.filter(({ severity }) => severity !== 'error')
      return c.json({ valid: errors.length === 0, errors, warnings })
    })
}
