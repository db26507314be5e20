import type { ContentRecord, RequestRecord } from '@signalbox/telemetry'

import type { RequestsSection } from '../config/sections/telemetry.ts'

const defaultKilobytes = 64

/** The record with as much content as is kept of one request. */
export function keptContent(
  record: RequestRecord,
  section: RequestsSection | false | undefined,
): RequestRecord {
  const { content } = record
  if (content === undefined || section === false) return record
  const most = (section?.content?.maxKilobytes ?? defaultKilobytes) * 1024
  return { ...record, content: clipped(content, most) }
}

/** The record alone: what is remembered of many requests must not hold their prompts. */
export function withoutContent(record: RequestRecord): RequestRecord {
  if (record.content === undefined) return record
  const { content: _, ...bare } = record
  return bare
}

/** Each part is cut so that all of them together have room; a cut text says so. */
function clipped({ input, system, tools, output }: ContentRecord, most: number): ContentRecord {
  let left = most
  const take = (text: string | undefined): string | undefined => {
    if (text === undefined || text.length <= left) {
      left -= text?.length ?? 0
      return text
    }
    const cut = `${text.slice(0, left)}… (cut)`
    left = 0
    return cut
  }
  // What was asked and answered last is what people look for.
  const [asked = '', answered, rules, defined] = [input, output, system, tools].map(take)
  return { input: asked, output: answered, system: rules, tools: defined }
}
