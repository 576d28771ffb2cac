/** Why the fields of one record are what they are. */
import { Answers, type CheckFlowEnvironment, type Explanation, explainMapping, type MapInput } from '@trefoil/mapping'
import type { JsonObject } from '@trefoil/sdk'
import type { DueDelivery } from '../store/delivery.ts'
import { selectLinkMarks } from '../store/link.ts'
import type { OpenFlow, Reader } from './context.ts'
import { sideOf } from './flow-keys.ts'
import { incomingResolvers, inputsOf, targetsOf } from './ingest/ingest.ts'
import { mapPage, type Resolve } from './ingest/map-page.ts'
import { outgoingInputs, outgoingResolvers } from './push/sending.ts'

/** What is explained: the record on both sides, and whether it is an add or an update. */
export interface Explained extends Explanation {
  isLinked: boolean
}

/** A record of the source on its way in. The key is '' where it is only imagined: it is then new. */
export async function explainIncoming(
  reader: Reader,
  flow: OpenFlow,
  environment: CheckFlowEnvironment,
  record: { key: string; source: JsonObject },
): Promise<Explained> {
  const links = await selectLinkMarks(reader.db, sideOf(flow), record.key === '' ? [] : [record.key])
  const entry = { ...record, text: '', hash: '', link: links.get(record.key) }
  const [input] = inputsOf(reader, flow, await targetsOf(reader, flow, [entry]))
  return explain(flow, environment, input, incomingResolvers(reader, flow))
}

/** A record of the hub on its way out. */
export async function explainOutgoing(
  reader: Reader,
  flow: OpenFlow,
  environment: CheckFlowEnvironment,
  delivery: DueDelivery,
): Promise<Explained> {
  const [input] = outgoingInputs(reader, flow, [delivery], ({ external_id }) => external_id !== null)
  return explain(flow, environment, input, outgoingResolvers(reader, flow))
}

async function explain(
  flow: OpenFlow,
  environment: CheckFlowEnvironment,
  input: MapInput | undefined,
  resolvers: ReadonlyMap<string, Resolve>,
): Promise<Explained> {
  if (input === undefined) throw new Error('One record gave no input')
  const answers = new Answers()
  await mapPage(flow.mapper, [input], resolvers, answers)
  return { isLinked: input.linked, ...explainMapping(flow.definition, environment, input, answers) }
}
