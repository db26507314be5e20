import { stringify } from 'yaml'

import { alerts } from './alerts.ts'
import { boardJson } from './board-json.ts'
import { boards } from './boards.ts'

/** Every generated file by its path in this folder. */
export function files(): ReadonlyMap<string, string> {
  const json = boards.map((board): readonly [string, string] => [
    `dashboards/${board.uid}.json`,
    `${JSON.stringify(boardJson(board), undefined, 2)}\n`,
  ])
  return new Map([...json, ['alerts/signalbox.yaml', alertsYaml()]])
}

function alertsYaml(): string {
  const rules = alerts.map(({ severity, summary, ...rule }) => ({
    ...rule,
    labels: { severity },
    annotations: { summary },
  }))
  return stringify({ groups: [{ name: 'signalbox', rules }] }, { lineWidth: 0 })
}
