import { Hono, type Hono as HonoApp } from 'hono'

import { checkConfig } from '../config/check-config.ts'
import type { Config } from '../config/config.ts'
import { describeConfig } from '../config/describe-config.ts'
import { toIssue } from '../config/finding.ts'
import { readYaml } from '../config/read-yaml.ts'

/** `GET /admin/v1/config` shows what is in force, `POST …/validate` checks a file and changes nothing. */
export function configRoutes(config: () => Config): HonoApp {
  return new Hono()
    .get('/admin/v1/config', (c) => {
      const origin = { kind: 'environment', values: new Map<string, string>() } as const
      const values = describeConfig({ config: config(), origin, warnings: [] })
      return c.json({ values: Object.fromEntries(values.map(({ path, value }) => [path, value])) })
    })
    .post('/admin/v1/config/validate', async (c) => {
      const tree = readYaml(await c.req.text(), {
        env: {},
        readFile() {
          throw new Error('a request reads no files')
        },
      })
      const { findings } = await checkConfig(tree, async () => ({
        config: config(),
        origins: new Map(),
      }))
      const issues = findings.map((finding) => toIssue(finding, tree, 'body'))
      const errors = issues.filter(({ severity }) => severity === 'error')
      const warnings = issues.filter(({ severity }) => severity !== 'error')
      return c.json({ valid: errors.length === 0, errors, warnings })
    })
}
