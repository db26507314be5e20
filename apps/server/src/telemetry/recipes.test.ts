import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'
import { parse } from 'yaml'

import { parseConfig } from '../config/parse-config.ts'

const folder = join(import.meta.dirname, '../../../../docs/recipes')
const blocks = globSync('*.md', { cwd: folder }).flatMap((file) => {
  const text = readFileSync(join(folder, file), 'utf8')
  return [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = '']) => [file, yaml] as const)
})

test.each(blocks)('the configuration in %s is one', async (_file, yaml) => {
  const section = parse(yaml.replaceAll(/\$\{\w+\}/g, 'secret')) as object
  const config = await parseConfig({
    version: 1,
    providers: { local: { adapter: 'vllm', baseUrl: 'http://127.0.0.1:8000/v1' } },
    ...section,
  })
  expect(config.telemetry).toBeDefined()
})
