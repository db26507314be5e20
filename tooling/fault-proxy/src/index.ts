export { createFaultProxy } from './create-fault-proxy.ts'
export type { FaultProxy, FaultProxyOptions } from './create-fault-proxy.ts'
export type { Faults, LaneFaults } from './faults.ts'
