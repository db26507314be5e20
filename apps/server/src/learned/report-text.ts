import type { EvaluationReport } from '@signalbox/router/learned'

import { table } from '../cli/terminal.ts'

/** An evaluation for people. */
export function reportText(report: EvaluationReport): string {
  const { rows, gate, apgr } = report
  const percent = (share: number | null) => (share === null ? '–' : `${share.toFixed(0)} %`)
  const lines = [
    ['router', 'quality', 'of the gap', '95 % at', '98 % at', '100 % at'],
    ...rows.map(({ router, aiq, gap, c95, c98, c100 }) => [
      router,
      aiq.toFixed(2),
      percent(gap),
      percent(c95),
      percent(c98),
      percent(c100),
    ]),
  ]
  const [value, low, high] = gate.gain
  return [
    `${String(report.n)} prompts, ${String(report.models.length)} models; best ${report.best}, cheapest ${report.cheapest}`,
    table(lines),
    ...(apgr === null
      ? []
      : [
          `${apgr.pair.join(' → ')}: APGR ${apgr.apgr.toFixed(3)}, CPT(50 %) ${percent(apgr.cpt50)}`,
        ]),
    `gain over single models ${value.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`,
    `gate ${gate.pass ? 'passed' : 'refused'}: ${gate.reason}`,
  ].join('\n')
}
