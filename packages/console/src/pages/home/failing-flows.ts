import type { Schemas } from '../../api.ts'

type Issue = Schemas['Issue']

/**
 * Flows that fail as a whole and go on trying, each by the first of its causes: what came after often only follows from
 * it. A flow that stopped is told of as stopped, and only so.
 */
export function failingFlows(flows: readonly Schemas['Flow'][], issues: readonly Issue[]): Issue[] {
  const stopped = new Set(flows.filter(({ state }) => state === 'stopped').map(({ name }) => name))
  const failing = issues.filter(({ shape, flow }) => shape === 'flow' && flow !== null && !stopped.has(flow))
  // The newest come first, so the last of a flow is its oldest.
  return [...new Map(failing.map((issue) => [issue.flow, issue])).values()]
}
