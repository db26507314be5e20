import { hash } from 'node:crypto'

import type { Logger } from '@signalbox/core'
import { createTenancy, type Tenancy, type TenancyOptions } from '@signalbox/tenancy'

import type { Config } from '../config/config.ts'
import type { Lists } from '../routing/knowing-providers.ts'
import type { Stores } from '../stores/open-stores.ts'
import { fixedTenantsOf } from './fixed-tenants.ts'
import { groupLimits } from './group-limits.ts'
import { modelTargets } from './model-targets.ts'
import { snapshotFile } from './snapshot-file.ts'

/** Tenants, keys and limits of a gateway, which outlive configurations: `config` is asked for every alias. */
export function openTenancy(
  config: () => Config,
  stores: Stores,
  options: {
    readonly lists?: Lists | undefined
    readonly logger?: Logger | undefined
    readonly onChange?: (() => void) | undefined
    readonly onEvent?: TenancyOptions['onEvent']
  } = {},
): Tenancy {
  const { engine, leases, bus, folder, replicas } = stores
  const { lists = () => false } = options
  return createTenancy({
    store: engine,
    leases,
    slots: leases,
    bus,
    tenants: fixedTenantsOf(config()),
    // Beside a file of its own a copy would say nothing new.
    file:
      bus === undefined || folder === undefined ? undefined : snapshotFile(folder, stores.key()),
    replicas,
    above: (tenant) => groupLimits(config().groups, tenant),
    targetsOf: (model) => modelTargets(config(), model, lists),
    hash: (text) => hash('sha256', text),
    logger: options.logger,
    onChange: options.onChange,
    onEvent: options.onEvent,
  })
}
