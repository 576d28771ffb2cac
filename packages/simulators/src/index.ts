export type { Effect } from './server/effects.ts'
export type { Fault, FaultKind, FaultPlan } from './server/faults.ts'
export type { RequestLine } from './server/request-log.ts'
export type { Running, SimulatorOptions } from './server/simulator.ts'
