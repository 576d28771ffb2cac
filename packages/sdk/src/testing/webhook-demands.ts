import { strict as assert } from 'node:assert'
import type { Connector } from '../connector.ts'
import type { RawRequest, Webhooks } from '../webhooks.ts'
import type { Demand } from './demand.ts'
import type { PretendVendor, WebhookBench } from './pretend-vendor.ts'

/** What is demanded of a connector whose vendor tells of changes. */
export function webhookDemands(connector: Connector, vendor: PretendVendor): Demand[] {
  const { webhooks } = connector
  if (webhooks === undefined) return []
  return [
    {
      name: 'webhooks: a delivery is taken as the vendor sent it, and refused with one byte flipped',
      async of({ webhooks: candidate = webhooks }) {
        const bench = vendor.webhook
        assert.ok(bench !== undefined, 'the pretended vendor sends no delivery: give it a webhook')
        const genuine = bench.delivery()
        assert.equal(await candidate.verify(genuine, bench.secrets), true, 'the delivery as it was sent is refused')
        assert.notEqual(candidate.read(genuine).length, 0, 'the delivery names no record')
        for (const [what, forged] of forgeriesOf(genuine, bench)) {
          assert.equal(await isTaken(candidate, forged, bench.secrets), false, `taken with ${what} flipped`)
        }
      },
      saboteur: (broken) => ({ ...broken, webhooks: { ...webhooks, verify: () => true } }),
    },
  ]
}

/** What does not even have the shape of a proof may be refused by a fault. */
async function isTaken({ verify }: Webhooks, request: RawRequest, secrets: unknown): Promise<boolean> {
  try {
    return await verify(request, secrets)
  } catch {
    return false
  }
}

function* forgeriesOf(genuine: RawRequest, { proof, signsBody }: WebhookBench): Generator<[string, RawRequest]> {
  for (const name of proof) {
    const value = genuine.headers[name] ?? ''
    // Not its last: in base64 that one may hold bits that stand for nothing.
    for (const at of [0, Math.floor(value.length / 2)]) {
      const flipped = String.fromCharCode(value.charCodeAt(at) ^ 1)
      const forged = `${value.slice(0, at)}${flipped}${value.slice(at + 1)}`
      yield [`letter ${at} of ${name}`, { ...genuine, headers: { ...genuine.headers, [name]: forged } }]
    }
    const { [name]: _, ...rest } = genuine.headers
    yield [`all of ${name}`, { ...genuine, headers: rest }]
  }
  if (!signsBody) return
  for (const at of genuine.body.keys()) {
    const body = Uint8Array.from(genuine.body)
    body[at] = (body[at] ?? 0) ^ 1
    yield [`byte ${at} of the body`, { ...genuine, body }]
  }
}
