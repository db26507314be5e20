import { exposureProblem, isLoopback } from '../cli/exposure.ts'
import { style, table, type Terminal } from '../cli/terminal.ts'
import { ConfigError } from '../config/config-error.ts'
import type { Config } from '../config/config.ts'
import { loadConfig } from '../config/load-config.ts'
import type { LoadedConfig } from '../config/loaded-config.ts'
import { secretSources } from '../secrets/secret-sources.ts'
import { openStores, type Stores } from '../stores/open-stores.ts'
import { checkProvider } from './check-provider.ts'
import { ill, odd, reasonOf, well, type Diagnosis } from './diagnosis.ts'
import { gatewayOf, isRunning } from './running-gateway.ts'
import { storePlace, withoutPassword } from './store-place.ts'

/** What `signalbox doctor` is told. */
export interface DoctorOptions {
  readonly config?: string
  readonly offline?: true
  readonly json?: true
}

const patienceMs = 5000
/** A file is made and its schema applied, on whatever disk there is. */
const openPatienceMs = 20_000
const mostSkewMs = 30_000

/** `signalbox doctor`: everything a gateway needs, looked at one by one; 1 when something is wrong. */
export async function doctor(options: DoctorOptions, terminal: Terminal): Promise<number> {
  const diagnoses = await diagnose(options, terminal)
  const isWell = diagnoses.every(({ state }) => state !== 'fail')
  if (options.json === true)
    terminal.out(JSON.stringify({ ok: isWell, checks: diagnoses }, null, 2))
  else terminal.out(report(diagnoses, terminal))
  return isWell ? 0 : 1
}

async function diagnose(
  { config: file, offline }: DoctorOptions,
  { env, cwd }: Terminal,
): Promise<readonly Diagnosis[]> {
  let loaded: LoadedConfig
  try {
    loaded = await loadConfig(file, env, { cwd })
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return [ill('configuration', error.message)]
  }
  const { config, origin, warnings } = loaded
  const runs = await isRunning(gatewayOf(config))
  const stores = openStores(
    { ...config, store: runs ? 'memory:' : storePlace(config).url },
    { cwd },
  )
  try {
    return [
      warnings.length === 0
        ? well('configuration', origin.file ?? 'taken from the environment')
        : odd(
            'configuration',
            warnings.map(({ path, message }) => `${path}: ${message}`).join('; '),
          ),
      ...access(config),
      runs
        ? well('gateway', `runs at ${gatewayOf(config).origin}`)
        : well('gateway', 'does not run now'),
      runs ? await readiness(config) : await store(config, stores),
      ...(await redis(config, stores)),
      ...(offline === true ? [] : await providers(config, stores, env)),
      ...(await otlp(config)),
    ]
  } finally {
    await stores.close().catch(() => undefined)
  }
}

function access(config: Config): readonly Diagnosis[] {
  const { server, telemetry } = config
  const exposed = exposureProblem(config)
  const metrics = telemetry?.metrics?.access ?? (isLoopback(server.host) ? 'public' : 'token')
  const isNear = isLoopback(server.host)
  return [
    exposed === undefined
      ? well('exposure', isNear ? `${server.host}: this machine only` : `${server.host}: with keys`)
      : ill('exposure', exposed.replaceAll('\n', ' ')),
    server.adminKey !== undefined || isNear
      ? well('admin API', server.adminKey === undefined ? 'open to this machine' : 'with adminKey')
      : odd('admin API', 'closed to everybody: set server.adminKey'),
    metrics === 'public' && !isNear
      ? odd('metrics', 'telemetry.metrics.access is public: who reaches the gateway reads them')
      : well('metrics', metrics),
  ]
}

async function readiness(config: Config): Promise<Diagnosis> {
  try {
    const signal = AbortSignal.timeout(patienceMs)
    const response = await fetch(`${gatewayOf(config).origin}/readyz`, { signal })
    return response.ok
      ? well('store', 'in use by the running gateway, which is ready')
      : ill('store', `the running gateway is not ready: ${(await response.text()).slice(0, 200)}`)
  } catch (error) {
    return ill('store', reasonOf(error))
  }
}

async function store(config: Config, { engine }: Stores): Promise<Diagnosis> {
  const { shown } = storePlace(config)
  if (config.store === 'memory:')
    return odd('store', 'memory: tenants, keys and money are gone with the process')
  try {
    await within(engine.ready(), openPatienceMs)
    return well('store', shown)
  } catch (error) {
    return ill('store', `${shown}: ${reasonOf(error)}`)
  }
}

async function redis({ redis: url }: Config, { values }: Stores): Promise<readonly Diagnosis[]> {
  if (url === undefined || values === undefined) return []
  try {
    await within(values.get('signalbox doctor'), patienceMs)
    return [well('redis', withoutPassword(url))]
  } catch (error) {
    return [ill('redis', `${withoutPassword(url)}: ${reasonOf(error)}`)]
  }
}

async function providers(
  config: Config,
  stores: Stores,
  env: Terminal['env'],
): Promise<readonly Diagnosis[]> {
  const real = config.providers.filter(({ demo }) => !demo)
  if (real.length === 0)
    return [odd('providers', 'none is configured: simulated ones answer (DEMO)')]
  const sources = secretSources(config.secrets, stores, env)
  const checks = await Promise.all(real.map((provider) => checkProvider(provider, sources)))
  return [...checks.flatMap(({ diagnoses }) => diagnoses), ...clock(checks)]
}

/** Several clocks that agree are right; one alone may be the one that is wrong. */
function clock(checks: readonly { readonly skewMs?: number | undefined }[]): readonly Diagnosis[] {
  const skews = checks.flatMap(({ skewMs }) => (skewMs === undefined ? [] : [skewMs]))
  const middle = skews.toSorted((a, b) => a - b)[Math.floor(skews.length / 2)]
  if (middle === undefined) return []
  const seconds = (Math.abs(middle) / 1000).toFixed(1)
  const words = `${seconds} s ${middle > 0 ? 'behind' : 'ahead of'} ${skews.length === 1 ? 'a provider' : 'the providers'}`
  return [Math.abs(middle) > mostSkewMs ? ill('clock', words) : well('clock', words)]
}

async function otlp({ telemetry }: Config): Promise<readonly Diagnosis[]> {
  const endpoint = telemetry?.otlp?.endpoint
  if (endpoint === undefined) return []
  try {
    const response = await fetch(endpoint, { signal: AbortSignal.timeout(patienceMs) })
    await response.body?.cancel()
    return [well('otlp', `${withoutPassword(endpoint)} is reached`)]
  } catch (error) {
    return [ill('otlp', `${withoutPassword(endpoint)} is not reached: ${reasonOf(error)}`)]
  }
}

function within<Value>(work: Promise<Value>, ms: number): Promise<Value> {
  return Promise.race([
    work,
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('no answer in time')), ms).unref()
    }),
  ])
}

function report(diagnoses: readonly Diagnosis[], terminal: Terminal): string {
  const colors = { ok: 'green', warn: 'yellow', fail: 'red' } as const
  const lines = table(diagnoses.map(({ state, check, detail }) => [state.padEnd(4), check, detail]))
  return lines
    .split('\n')
    .map((line) => {
      const state = (['ok', 'warn', 'fail'] as const).find((each) => line.startsWith(each))
      return state === undefined
        ? line
        : style(terminal, colors[state], state) + line.slice(state.length)
    })
    .join('\n')
}
