import type { Board, Chart } from './boards.ts'

const datasource = { type: 'prometheus', uid: '${datasource}' }

/** A board as Grafana imports it. */
export function boardJson({ uid, title, charts }: Board): object {
  return {
    uid,
    title,
    schemaVersion: 41,
    version: 1,
    refresh: '30s',
    time: { from: 'now-6h', to: 'now' },
    tags: ['signalbox'],
    templating: {
      list: [{ name: 'datasource', type: 'datasource', query: 'prometheus', label: 'Data source' }],
    },
    panels: charts.map(panelJson),
  }
}

function panelJson({ title, unit, queries }: Chart, index: number): object {
  return {
    id: index + 1,
    type: 'timeseries',
    title,
    datasource,
    gridPos: { h: 8, w: 12, x: (index % 2) * 12, y: Math.floor(index / 2) * 8 },
    fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
    options: { legend: { displayMode: 'list', placement: 'bottom' }, tooltip: { mode: 'multi' } },
    targets: queries.map(([legendFormat, expr], at) => ({
      refId: String.fromCodePoint(65 + at),
      datasource,
      expr,
      legendFormat,
    })),
  }
}
