import type { Capabilities, Tool } from '@signalbox/core'

import type { Warn } from './own-fields.ts'
import { compileSchema } from './schema.ts'

/** Strict tools of another wire as the model takes them: a compiled schema, or no strictness. */
export function fitTools(
  tools: readonly Tool[],
  { jsonSchema }: Capabilities,
  warn: Warn,
): readonly Tool[] {
  const enforced = jsonSchema !== 'tool' && jsonSchema !== 'none'
  return tools.map((tool, index) => {
    if (tool.type !== 'function' || tool.strict !== true) return tool
    const path = `tools.${String(index)}`
    if (!enforced) {
      warn('dropped', `${path}.strict`, 'The model does not enforce tool schemas.')
      return { ...tool, strict: undefined }
    }
    if (tool.parameters === undefined) return tool
    return { ...tool, parameters: compileSchema(tool.parameters, `${path}.parameters`, warn) }
  })
}
