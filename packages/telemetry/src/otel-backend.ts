import { metrics, type Attributes, type Meter, type Observable } from '@opentelemetry/api'

import type { MetricBackend, Series } from './metric-backend.ts'
import type { Metric } from './metric.ts'

/** OpenTelemetry instruments, each made when it is first used: an earlier one would never report. */
export function otelBackend(meter: () => Meter = globalMeter): MetricBackend {
  const makers = new Map<string, (attributes: Attributes) => Series>()
  const refreshers: (() => void)[] = []
  const refresh = () => {
    for (const each of refreshers) each()
  }
  return {
    series(metric, labels) {
      let maker = makers.get(metric.name)
      if (maker === undefined) {
        maker = makerOf(meter(), metric, refresh)
        makers.set(metric.name, maker)
      }
      return maker(attributesOf(metric.labels, labels))
    },
    onCollect(each) {
      refreshers.push(each)
    },
  }
}

function globalMeter(): Meter {
  return metrics.getMeter('@signalbox/telemetry')
}

function makerOf(
  meter: Meter,
  { name, kind, unit, help, buckets }: Metric,
  refresh: () => void,
): (attributes: Attributes) => Series {
  const options = { unit, description: help }
  switch (kind) {
    case 'counter': {
      const counter = meter.createCounter(name, options)
      return (attributes) => ({ record: (value) => counter.add(value, attributes) })
    }
    case 'up-down': {
      const counter = meter.createUpDownCounter(name, options)
      return (attributes) => ({ record: (value) => counter.add(value, attributes) })
    }
    case 'histogram': {
      const advice = { explicitBucketBoundaries: [...(buckets ?? [])] }
      const histogram = meter.createHistogram(name, { ...options, advice })
      return (attributes) => ({ record: (value) => histogram.record(value, attributes) })
    }
    case 'gauge':
      return gaugeMaker(meter.createObservableGauge(name, options), refresh)
  }
}

function gaugeMaker(gauge: Observable, refresh: () => void): (attributes: Attributes) => Series {
  const values: { readonly attributes: Attributes; value: number }[] = []
  gauge.addCallback((result) => {
    refresh()
    for (const { attributes, value } of values) result.observe(value, attributes)
  })
  return (attributes) => {
    const cell = { attributes, value: 0 }
    values.push(cell)
    return {
      record(value) {
        cell.value = value
      },
    }
  }
}

function attributesOf(names: readonly string[], values: readonly string[]): Attributes {
  const attributes: Attributes = {}
  for (const [index, name] of names.entries()) {
    const value = values[index] ?? ''
    if (value !== '') attributes[name] = value
  }
  return attributes
}
