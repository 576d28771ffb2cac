import { type KlaviyoOptions, startClover, startKlaviyo } from '@trefoil/simulators'
import type { TrefoilClient } from '../../packages/hub/src/client/index.ts'
import type { HouseOptions } from '../harness/open-house.ts'
import { applyRecipe, connect, mainJob, type Vendors } from '../harness/set-up.ts'
import { told } from '../harness/told.ts'
import { until, Waiting } from '../harness/until.ts'

/** Both vendors. They live on while hubs come and go. */
export interface Town extends Vendors {
  close(): Promise<void>
}

/**
 * An account that asks nobody to confirm: subscribed or not is then a state of the person, to be compared. How many
 * letters were sent in asking is another question.
 */
const withoutConfirmation: KlaviyoOptions = {
  doubleOptIn: false,
  lists: [{ name: 'Sms Subscribers', optInProcess: 'single_opt_in' }],
}

export async function openTown(options: Pick<HouseOptions, 'clover' | 'klaviyo'> = {}): Promise<Town> {
  const clover = await startClover({ limits: false, orders: 0, ...options.clover })
  const klaviyo = await startKlaviyo({ limits: false, ...withoutConfirmation, ...options.klaviyo })
  return {
    clover,
    klaviyo,
    close: async () => {
      await klaviyo.stop()
      await clover.stop()
    },
  }
}

/** Connects both accounts and applies the shipped recipes, the listening one first: it hears of changes from then on. */
export async function setUp(api: TrefoilClient, town: Town): Promise<void> {
  await connect(api, town)
  for (const name of mainJob.toReversed()) await applyRecipe(api, name)
}

/** For a small shop, in which most change while hubs come and go: the brakes would ask of each of its runs. */
export async function letAllChange(api: TrefoilClient): Promise<void> {
  await told(api.PATCH('/api/v1/settings', { body: { brakes: { changed: 100 } } }))
}

/** Asks for a full run, and does not wait for it. */
export async function queueRun(api: TrefoilClient, name: string): Promise<number> {
  return (await told(api.POST('/api/v1/flows/{name}/runs', { params: { path: { name } } }))).run
}

/** Waits until the flows have nothing left to do. */
export function quiet(api: TrefoilClient, names: readonly string[] = mainJob): Promise<void> {
  return until('all work to be done', async () => {
    for (const name of names) {
      const flow = await told(api.GET('/api/v1/flows/{name}', { params: { path: { name } } }))
      const { state, openRuns, deliveries, fault } = flow
      if (state !== 'enabled') throw new Error(`${name} is ${state}: ${JSON.stringify(fault)}`)
      if (openRuns > 0 || deliveries.due > 0) return new Waiting({ name, openRuns, deliveries })
    }
    return undefined
  })
}
