import { json, type Running, startSimulator } from '@trefoil/simulators'

/** Seconds by which the clocks of both sides may differ, as the specification advises. */
const tolerance = 300

/** A program of somebody's that takes messages, each once, as Standard Webhooks asks of it; it can be told to misbehave. */
export async function startReceiver(now: () => Date): Promise<Running> {
  return startSimulator({ now }, ({ effects }) => {
    const seen = new Set<string>()
    return {
      about: () => ({ messages: seen.size }),
      backDoor: {},
      handle: ({ headers, body }) => {
        const { 'webhook-id': id, 'webhook-timestamp': sentAt } = headers
        if (typeof id !== 'string') return json(400, {})
        if (Math.abs(now().getTime() / 1_000 - Number(sentAt)) > tolerance) return json(401, {})
        const { type }: { type?: unknown } = JSON.parse(body)
        // A message that only asks whether anybody is there is none.
        if (!seen.has(id) && type !== 'trefoil.check') effects.record('message', id, 'api', { type })
        seen.add(id)
        return json(200, {})
      },
    }
  })
}
