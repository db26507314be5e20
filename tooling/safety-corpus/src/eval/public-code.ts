import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root: string = fileURLToPath(new URL('../../../../', import.meta.url))
const kinds = /\.(?:[cm]?js|ts|json|ya?ml|md|map|css|txt|sh|h)$/
/** These are full of made-up numbers on purpose. */
const aboutNumbers = /libphonenumber|stdnum|faker|card-validator/
const mostOfPackage = 150_000
const mostOfFile = 300_000

/** Code, lockfiles and change logs of others that are installed here; empty where nothing is. */
export function publicCode(bytes: number): readonly string[] {
  const store = join(root, 'node_modules/.pnpm')
  if (!existsSync(store)) return []
  const texts = [readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8')]
  let total = texts[0]?.length ?? 0
  for (const name of readdirSync(store).toSorted()) {
    if (total >= bytes) break
    if (aboutNumbers.test(name) || name === 'node_modules') continue
    for (const text of textsOf(join(store, name))) {
      texts.push(text)
      total += text.length
    }
  }
  return texts
}

function textsOf(folder: string): readonly string[] {
  const texts: string[] = []
  let size = 0
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()
  for (const name of names) {
    if (!kinds.test(name)) continue
    const path = join(folder, name)
    const { size: bytes } = statSync(path)
    if (bytes > mostOfFile || size + bytes > mostOfPackage || !statSync(path).isFile()) continue
    texts.push(readFileSync(path, 'utf8'))
    size += bytes
  }
  return texts
}
