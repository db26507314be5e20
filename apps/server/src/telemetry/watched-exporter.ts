/** How an export of OpenTelemetry ended; 0 is well. */
interface ExportResult {
  readonly code: number
  readonly error?: Error
}

/** What spans and metrics are handed to. */
interface Exporter<Batch> {
  export(batch: Batch, done: (result: ExportResult) => void): void
}

/** The same exporter; it is heard of what it is given, and of how that ended. */
export function watchedExporter<Batch, Given extends Exporter<Batch>>(
  exporter: Given & Exporter<Batch>,
  heard: {
    readonly taken?: ((batch: Batch) => void) | undefined
    readonly ended: (result: ExportResult, batch: Batch) => void
  },
): Given {
  const send = exporter.export.bind(exporter)
  exporter.export = (batch, done) => {
    heard.taken?.(batch)
    send(batch, (result) => {
      heard.ended(result, batch)
      done(result)
    })
  }
  return exporter
}

/** Counts what a collector did not take, and says so once per change. */
export function exportWatch(told: {
  readonly lost: (count: number) => void
  readonly changed: (isFailing: boolean, reason: string) => void
}): (result: ExportResult, count: number) => void {
  let isFailing = false
  return ({ code, error }, count) => {
    const failed = code !== 0
    if (failed) told.lost(count)
    if (failed !== isFailing) told.changed(failed, error?.message ?? '')
    isFailing = failed
  }
}
