import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'

import { renderTemplate } from './render-chart.ts'
import { type Schema, schemaProblems } from './schema-problems.ts'

const root = join(import.meta.dirname, '../../..')
const chart = join(root, 'tooling/helm/signalbox')
const folder = mkdtempSync(join(tmpdir(), 'signalbox-deploy-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Tree = { readonly [name: string]: Tree } & readonly Tree[] & string
const read = (path: string): string => readFileSync(path, 'utf8')
const yaml = (text: string): Tree => parse(text, { merge: true }) as Tree

/** What `signalbox check` says of a configuration, with every variable set. */
function check(config: string): string {
  const file = join(folder, 'signalbox.yaml')
  writeFileSync(file, config)
  const names = [...config.matchAll(/\$\{(\w+)\}/gu)].map(([, name]) => name ?? '')
  const urls = { DATABASE_URL: 'postgres://a@127.0.0.1/b', REDIS_URL: 'redis://127.0.0.1:6379' }
  const line = [join(root, 'apps/server/src/main.ts'), 'check', file]
  const { status, stdout, stderr } = spawnSync(process.execPath, line, {
    encoding: 'utf8',
    cwd: folder,
    env: {
      ...Object.fromEntries(names.map((name) => [name, 'demo-demo-demo-demo-demo'])),
      ...urls,
    },
  })
  return status === 0 ? 'good' : stdout + stderr
}

const values = yaml(read(join(chart, 'values.yaml')))
const about = yaml(read(join(chart, 'Chart.yaml')))

function rendered(changed: object = {}): readonly Tree[] {
  const scope = {
    Values: { ...(values as object), ...changed },
    Chart: { Name: about['name'] ?? '', AppVersion: String(about['appVersion']) },
    Release: { Name: 'mine' },
  }
  return readdirSync(join(chart, 'templates'))
    .map((name) => renderTemplate(read(join(chart, 'templates', name)), scope))
    .filter((text) => text.trim() !== '')
    .map(yaml)
}

const ofKind = (trees: readonly Tree[], kind: string) => trees.find((tree) => tree['kind'] === kind)

describe('the chart', () => {
  test('its values fit its schema, which refuses what it does not know', () => {
    const schema = JSON.parse(read(join(chart, 'values.schema.json'))) as Schema
    expect(schemaProblems(schema, values)).toEqual([])
    const bad = {
      ...(values as object),
      replicas: -1,
      image: { pullPolicy: 'Sometimes' },
      replica: 3,
    }
    expect(schemaProblems(schema, bad)).toEqual([
      '/image/repository: is missing',
      '/image/pullPolicy: is none of the known words',
      '/replicas: is out of range',
      '/replica: is not known',
    ])
    expect(Object.keys(schema.properties ?? {})).toEqual(
      expect.arrayContaining(Object.keys(values)),
    )
  })

  test('its parts find each other', () => {
    const trees = rendered()
    const kinds = [
      'ConfigMap',
      'Deployment',
      'HorizontalPodAutoscaler',
      'PodDisruptionBudget',
      'Service',
    ]
    expect(trees.map((tree) => String(tree['kind'])).toSorted()).toEqual(kinds)
    const deployment = ofKind(trees, 'Deployment')?.['spec']
    const pod = deployment?.['template']
    const labels = pod?.['metadata']?.['labels']
    for (const selector of [
      deployment?.['selector']?.['matchLabels'],
      ofKind(trees, 'Service')?.['spec']?.['selector'],
      ofKind(trees, 'PodDisruptionBudget')?.['spec']?.['selector']?.['matchLabels'],
    ])
      expect(selector).toEqual(labels)
    const container = pod?.['spec']?.['containers']?.[0]
    expect(pod?.['spec']?.['volumes']?.[0]?.['configMap']?.['name']).toBe(
      ofKind(trees, 'ConfigMap')?.['metadata']?.['name'],
    )
    expect(container?.['envFrom']?.[0]?.['secretRef']?.['name']).toBe('signalbox')
    expect(container?.['image']).toBe('signalbox:0.1.0')
    expect(container?.['args']).toEqual([
      'up',
      '--config',
      '/etc/signalbox/signalbox.yaml',
      '--workers',
      '1',
    ])
    const mounted = container?.['volumeMounts']?.map((mount) => mount['name'])
    const volumes = pod?.['spec']?.['volumes']?.map((volume) => volume['name'])
    expect(mounted).toEqual(volumes)
    const paths = ['startupProbe', 'livenessProbe', 'readinessProbe'].map(
      (probe) => container?.[probe]?.['httpGet']?.['path'],
    )
    expect(paths).toEqual(['/livez', '/livez', '/readyz'])
    expect(deployment?.['replicas']).toBeUndefined()
    expect(pod?.['spec']?.['securityContext']?.['runAsNonRoot']).toBe(true)
  })

  test('what is switched off is not there, and then the number of replicas is', () => {
    const off = { enabled: false }
    const trees = rendered({ autoscaling: off, podDisruptionBudget: off, replicas: 3 })
    expect(trees).toHaveLength(3)
    expect(ofKind(trees, 'Deployment')?.['spec']?.['replicas']).toBe(3)
  })

  test('a name that no value has, and a function that is not known, are refused', () => {
    const scope = { Values: {}, Chart: { Name: '', AppVersion: '' }, Release: { Name: '' } }
    expect(() => renderTemplate('{{ .Values.nothing }}', scope)).toThrow(
      'There is no .Values.nothing',
    )
    expect(() => renderTemplate('{{ .Release.Name | upper }}', scope)).toThrow('"upper"')
  })

  test('its configuration passes signalbox check', () => {
    expect(check(String(values['config']))).toBe('good')
  }, 60_000)

  const hasHelm = spawnSync('helm', ['version']).status === 0
  test.skipIf(!hasHelm)(`passes helm lint${hasHelm ? '' : ' (helm is missing)'}`, () => {
    expect(execFileSync('helm', ['lint', '--strict', chart], { encoding: 'utf8' })).toContain(
      '0 chart(s) failed',
    )
  })
})

describe('compose.scale.yaml', () => {
  const compose = yaml(read(join(root, 'compose.scale.yaml')))
  const services = compose['services'] as unknown as Readonly<Record<string, Tree>>

  test('two gateways, each with a folder of its own, behind a balancer that knows both', () => {
    const gateways = Object.keys(services).filter((name) => name.startsWith('gateway-'))
    expect(gateways).toEqual(['gateway-1', 'gateway-2'])
    expect(new Set(gateways.map((name) => String(services[name]?.['volumes']?.[0]))).size).toBe(2)
    const balancer = String(compose['configs']?.['balancer']?.['content'])
    for (const name of gateways) expect(balancer).toContain(`server ${name}:4400`)
  })

  test('every volume, configuration and service that is named is there', () => {
    for (const service of Object.values(services)) {
      const volumes = (service['volumes'] ?? []) as readonly string[]
      for (const volume of volumes)
        expect(compose['volumes']).toHaveProperty([volume.split(':')[0] ?? ''])
      const configs = (service['configs'] ?? []) as unknown as readonly Tree[]
      for (const { source = '' } of configs)
        expect(compose['configs']).toHaveProperty([String(source)])
      const needs = service['depends_on'] ?? []
      const names = Array.isArray(needs) ? (needs as readonly string[]) : Object.keys(needs)
      for (const name of names) expect(services).toHaveProperty([name])
    }
  })

  test('its configuration passes signalbox check', () => {
    const content = String(compose['configs']?.['gateway']?.['content']).replaceAll('$$', '$')
    expect(check(content)).toBe('good')
  }, 60_000)

  const hasNginx = spawnSync('nginx', ['-v']).status === 0
  test.skipIf(!hasNginx)(`nginx takes its balancer${hasNginx ? '' : ' (nginx is missing)'}`, () => {
    const content = String(compose['configs']?.['balancer']?.['content'])
      .replaceAll('$$', '$')
      .replaceAll(/gateway-\d:/gu, '127.0.0.1:')
    const file = join(folder, 'nginx.conf')
    writeFileSync(
      file,
      `pid ${folder}/nginx.pid;\nerror_log stderr;\nevents {}\nhttp {\naccess_log off;\n${content}}\n`,
    )
    const { status, stderr } = spawnSync('nginx', ['-t', '-q', '-c', file, '-p', folder], {
      encoding: 'utf8',
    })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })

  const hasCompose = spawnSync('docker', ['compose', 'version']).status === 0
  test.skipIf(!hasCompose)(
    `docker compose reads it${hasCompose ? '' : ' (docker compose is missing)'}`,
    () => {
      const env = { PATH: process.env['PATH'], SIGNALBOX_ADMIN_KEY: 'a', POSTGRES_PASSWORD: 'b' }
      const line = ['compose', '--file', join(root, 'compose.scale.yaml'), 'config', '--quiet']
      expect(spawnSync('docker', line, { env }).status).toBe(0)
    },
  )
})

describe('the image', () => {
  const lines = read(join(root, 'Dockerfile')).split('\n')

  test('runs node itself, not as root, and says how it is', () => {
    expect(lines[0]).toBe('FROM node:24-slim')
    const commands = lines.map((line) => line.split(' ')[0])
    expect(commands.indexOf('USER')).toBeGreaterThan(commands.lastIndexOf('RUN'))
    expect(lines).toContain('USER node')
    expect(lines).toContain('ENTRYPOINT ["node", "apps/server/src/main.ts"]')
    expect(commands).toContain('HEALTHCHECK')
  })

  test('leaves out what it need not have, and nothing that the workspace is made of', () => {
    const ignored = read(join(root, '.dockerignore')).trim().split('\n')
    expect(ignored).toContain('**/node_modules')
    // Packages carry data of their own.
    expect(ignored).not.toContain('**/data')
    expect(ignored).toContain('!tooling/*/package.json')
  })
})

test('commands that docs/deploy.md names speak of files that are there', () => {
  const text = read(join(root, 'docs/deploy.md'))
  const spans = [...text.matchAll(/`((?:docker|helm) [^`]+)`/gu)].map(([, span]) => span ?? '')
  expect(spans.length).toBeGreaterThanOrEqual(3)
  const paths = spans
    .flatMap((span) => span.split(' '))
    .filter((word) => /[\w-]\/|\.yaml$/u.test(word))
  expect(paths).toEqual(['compose.scale.yaml', 'tooling/helm/signalbox'])
  for (const path of paths) expect(existsSync(join(root, path))).toBe(true)
})
