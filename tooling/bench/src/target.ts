import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'

/** Something that stands between the load and the provider. */
export interface Target {
  readonly name: string
  readonly port: number
  /** CPU seconds of the process and its children so far. */
  cpuSeconds(): number
  stop(): void
}

const here = import.meta.dirname
const ticksPerSecond = 100

/** What is measured has the first core for itself; the load and the provider share the others. */
const targetCore = '0'
export const otherCores: string = cpus().length > 1 ? `1-${String(cpus().length - 1)}` : '0'

/** Runs one of our own programs with its ports. */
export async function nodeTarget(
  name: string,
  file: string,
  ports: readonly number[],
  cores: string = targetCore,
): Promise<Target> {
  const [port = 0] = ports
  const command = [process.execPath, join(here, file), ...ports.map(String)]
  const child = spawn('taskset', ['-c', cores, ...command], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => {
      resolve()
    })
    child.once('error', reject)
    child.once('exit', (code) => {
      reject(new Error(`${file} ended with ${String(code)}`))
    })
  })
  return processTarget(name, port, child)
}

/** nginx with one worker, keep-alive and no buffering; undefined where it is not installed. */
export async function nginxTarget(port: number, upstream: number): Promise<Target | undefined> {
  if (spawnSync('nginx', ['-v']).status !== 0) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-bench-'))
  const file = join(folder, 'nginx.conf')
  writeFileSync(file, nginxConfig(folder, port, upstream))
  const child = spawn('taskset', ['-c', targetCore, 'nginx', '-c', file], { stdio: 'ignore' })
  child.once('exit', () => {
    rmSync(folder, { recursive: true, force: true })
  })
  for (let i = 0; i < 50; i++) {
    const up = await fetch(`http://127.0.0.1:${String(port)}/`, {
      method: 'POST',
      body: '{}',
    }).then(
      () => true,
      () => false,
    )
    if (up) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return processTarget('nginx', port, child)
}

function processTarget(name: string, port: number, child: ChildProcess): Target {
  return {
    name,
    port,
    cpuSeconds: () => cpuOf(child.pid ?? 0),
    stop: () => {
      child.removeAllListeners('exit')
      child.kill()
    },
  }
}

function cpuOf(pid: number): number {
  const fields =
    readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
      .split(') ')[1]
      ?.split(' ') ?? []
  const own = (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
  const children = readdirSync('/proc').filter(
    (entry) => /^\d+$/.test(entry) && parentOf(entry) === pid,
  )
  return children.reduce((sum, child) => sum + cpuOf(Number(child)), own)
}

function parentOf(pid: string): number {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1])
  } catch {
    return 0
  }
}

function nginxConfig(folder: string, port: number, upstream: number): string {
  return `daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log /dev/null;
events { worker_connections 4096; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/f;
  uwsgi_temp_path ${folder}/u;
  scgi_temp_path ${folder}/s;
  keepalive_requests 1000000;
  upstream provider { server 127.0.0.1:${String(upstream)}; keepalive 256; keepalive_requests 1000000; }
  server {
    listen 127.0.0.1:${String(port)} backlog=4096;
    location / {
      proxy_pass http://provider;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_buffering off;
      client_max_body_size 100m;
    }
  }
}
`
}
