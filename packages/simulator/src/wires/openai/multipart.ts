/** One part of a multipart form. */
export interface FormPart {
  readonly name: string
  readonly filename: string | undefined
  readonly data: Buffer
}

/** Takes a multipart body apart; a body of another type has no parts. */
export function readMultipart(contentType: string, raw: Buffer): readonly FormPart[] {
  const boundary = /boundary="?([^";]+)"?/u.exec(contentType)?.[1]
  if (boundary === undefined) return []
  const mark = Buffer.from(`--${boundary}`)
  const parts: FormPart[] = []
  let start = raw.indexOf(mark)
  while (start >= 0) {
    const next = raw.indexOf(mark, start + mark.length)
    if (next < 0) break
    const part = readPart(raw.subarray(start + mark.length, next))
    if (part !== undefined) parts.push(part)
    start = next
  }
  return parts
}

function readPart(bytes: Buffer): FormPart | undefined {
  const split = bytes.indexOf('\r\n\r\n')
  if (split < 0) return undefined
  const head = bytes.subarray(0, split).toString('utf8')
  const name = /[; ]name="([^"]*)"/u.exec(head)?.[1]
  if (name === undefined) return undefined
  const filename = /filename="([^"]*)"/u.exec(head)?.[1]
  return { name, filename, data: bytes.subarray(split + 4, bytes.length - 2) }
}
