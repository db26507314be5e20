import { createHash, createHmac } from 'node:crypto'

import type { Incoming } from '../../call.ts'
import { Refusal } from '../../refusal.ts'

/** The access key whose signatures are checked; those of any other are taken as they come. */
export const SIMULATED_ACCESS_KEY: { readonly id: string; readonly secret: string } = {
  id: 'AKIASIMULATED0000000',
  secret: 'simulated/secret+access/key',
}

const PREFIX = '/bedrock'
const FORM =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([a-z0-9-]+)\/bedrock\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/u

/** Throws what AWS answers to a request that was not signed as it arrived. */
export function checkSignature(request: Incoming): void {
  if (request.key !== SIMULATED_ACCESS_KEY.id) return
  const { authorization = '', 'x-amz-date': time = '' } = request.headers
  const [, id, date = '', region = '', names = '', signature] = FORM.exec(authorization) ?? []
  if (id === undefined || !time.startsWith(date)) throw mismatch()
  const listed = names.split(';')
  if (!listed.includes('host') || !listed.includes('x-amz-date')) throw mismatch()
  const payload = hash(request.raw)
  const told = request.headers['x-amz-content-sha256'] ?? payload
  if (told !== payload) throw mismatch()
  const scope = `${date}/${region}/bedrock/aws4_request`
  const canonical = [
    request.method,
    `${PREFIX}${request.path}`.split('/').map(percentEncoded).join('/'),
    '',
    ...listed.map((name) => `${name}:${request.headers[name] ?? ''}`),
    '',
    names,
    payload,
  ].join('\n')
  const toSign = ['AWS4-HMAC-SHA256', time, scope, hash(canonical)].join('\n')
  const key = scope
    .split('/')
    .reduce(
      (before, step) => createHmac('sha256', before).update(step).digest(),
      Buffer.from(`AWS4${SIMULATED_ACCESS_KEY.secret}`),
    )
  if (createHmac('sha256', key).update(toSign).digest('hex') !== signature) throw mismatch()
}

function hash(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex')
}

function percentEncoded(segment: string): string {
  return Buffer.from(segment)
    .toString('latin1')
    .replaceAll(/[^\w.~-]/gu, (char) => {
      return `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
    })
}

function mismatch(): Refusal {
  return new Refusal(
    403,
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    { type: 'InvalidSignatureException' },
  )
}
