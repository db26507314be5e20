/** One part of a `multipart/form-data` body. */
export interface FormField {
  readonly name: string
  readonly filename?: string | undefined
  readonly mediaType?: string | undefined
  readonly bytes: Uint8Array
}

const lineEnd = new Uint8Array([13, 10])
const headEnd = new Uint8Array([13, 10, 13, 10])

/** The fields of a body, or undefined when it is not this kind of body. RFC 7578. */
export function readMultipart(
  contentType: string,
  body: Uint8Array,
): readonly FormField[] | undefined {
  const boundary = /^multipart\/form-data;.*boundary=(?:"([^"]{1,70})"|([^;\s]{1,70}))/i.exec(
    contentType,
  )
  if (boundary === null) return undefined
  const mark = new TextEncoder().encode(`--${boundary[1] ?? boundary[2] ?? ''}`)
  const fields: FormField[] = []
  let at = indexOf(body, mark, 0)
  while (at !== -1) {
    const from = at + mark.length
    if (body[from] === 45 && body[from + 1] === 45) return fields
    const next = indexOf(body, mark, from)
    const head = indexOf(body, headEnd, from)
    if (next === -1 || head === -1 || head > next) return undefined
    const field = fieldOf(body.subarray(from, head), body.subarray(head + 4, next - lineEnd.length))
    if (field === undefined) return undefined
    fields.push(field)
    at = next
  }
  return undefined
}

/** The same fields as a body, and the content type that goes with it. */
export function writeMultipart(fields: readonly FormField[]): {
  contentType: string
  body: Uint8Array
} {
  const boundary = boundaryFor(fields)
  const chunks: Uint8Array[] = []
  const encoder = new TextEncoder()
  for (const { name, filename, mediaType, bytes } of fields) {
    const file = filename === undefined ? '' : `; filename="${escape(filename)}"`
    const type = mediaType === undefined ? '' : `\r\ncontent-type: ${mediaType}`
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="${escape(name)}"${file}${type}\r\n\r\n`
    chunks.push(encoder.encode(head), bytes, lineEnd)
  }
  chunks.push(encoder.encode(`--${boundary}--\r\n`))
  const body = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    body.set(chunk, at)
    at += chunk.length
  }
  return { contentType: `multipart/form-data; boundary=${boundary}`, body }
}

function fieldOf(head: Uint8Array, bytes: Uint8Array): FormField | undefined {
  const lines = new TextDecoder().decode(head).split('\r\n')
  const disposition = lines.find((line) => /^content-disposition:/i.test(line)) ?? ''
  const name = /[;\s]name="((?:[^"\\]|\\.)*)"/i.exec(disposition)?.[1]
  if (name === undefined) return undefined
  const filename = /filename="((?:[^"\\]|\\.)*)"/i.exec(disposition)?.[1]
  const mediaType = /^content-type:\s*(\S.*)$/i.exec(
    lines.find((line) => /^content-type:/i.test(line)) ?? '',
  )?.[1]
  return {
    name: unescape(name),
    filename: filename === undefined ? undefined : unescape(filename),
    mediaType,
    bytes,
  }
}

/** A mark that occurs in no field, the same for the same fields. */
function boundaryFor(fields: readonly FormField[]): string {
  for (let i = 0; ; i++) {
    const boundary = `signalbox-form-${String(i)}`
    const bytes = new TextEncoder().encode(boundary)
    if (fields.every((field) => indexOf(field.bytes, bytes, 0) === -1)) return boundary
  }
}

function escape(text: string): string {
  return text.replaceAll('"', '%22').replaceAll(/[\r\n]/g, ' ')
}

function unescape(text: string): string {
  return text.replaceAll('%22', '"').replaceAll(/\\(.)/g, '$1')
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  const [first = 0] = wanted
  let at = bytes.indexOf(first, from)
  while (at !== -1) {
    let length = 1
    while (length < wanted.length && bytes[at + length] === wanted[length]) length++
    if (length === wanted.length) return at
    at = bytes.indexOf(first, at + 1)
  }
  return -1
}
