import type { Schemas } from '../../api.ts'

type Issue = Schemas['Issue']

/** Issues of flows that fail as a whole and go on trying. One that stopped is told of as stopped, and only so. */
export function failingFlows(flows: readonly Schemas['Flow'][], issues: readonly Issue[]): Issue[] {
  const stopped = new Set(flows.filter(({ state }) => state === 'stopped').map(({ name }) => name))
  return issues.filter(({ shape, flow }) => shape === 'flow' && flow !== null && !stopped.has(flow))
}
