import type { Warning } from '@signalbox/core'

/** Collects the losses of one encoding. */
export type Warn = (code: Warning['code'], path: string, detail: string) => void

/** A list of warnings and the function that fills it. */
export function warningList(): { readonly warnings: Warning[]; readonly warn: Warn } {
  const warnings: Warning[] = []
  return {
    warnings,
    warn(code, path, detail) {
      warnings.push({ code, path, detail })
    },
  }
}
