import { Command } from 'commander'
import type { Schemas } from '../client/index.ts'
import { allPages, limit } from './all-pages.ts'
import { addNewFlowCommands } from './flow-new.ts'
import { addVersionCommands } from './flow-version.ts'
import { sheet, show, table } from './print.ts'

export function flowCommands(): Command {
  const group = new Command('flow').description('What moves records, and between what')
  group.command('list').description('Every flow').option('--json', 'print JSON').action(list)
  group.command('show').description('One flow').argument('<flow>').option('--json', 'print JSON').action(showOne)
  group
    .command('run')
    .description('Run a flow over all its records')
    .argument('<flow>')
    .option('--replay', 'map what was stored again, without a call to the vendor: after a mapping changed')
    .option('--wait', 'stay until it has ended, and say how')
    .option('--json', 'print JSON')
    .action(run)
  group
    .command('pause')
    .description('Begin no new work of a flow')
    .argument('<flow>')
    .option('--json', 'print JSON')
    .action(pause)
  group
    .command('resume')
    .description('Let a paused or stopped flow go on')
    .argument('<flow>')
    .option('--override', 'although another enabled flow moves the same records')
    .option('--json', 'print JSON')
    .action(resume)
  group
    .command('readiness')
    .description('What must be true for a flow to run well, thing by thing, and the records that it would leave out')
    .argument('<flow>')
    .option('--json', 'print JSON')
    .action(readiness)
  group
    .command('reconcile')
    .description('Compare what the hub has with the other side of a flow; nothing is changed')
    .argument('<flow>')
    .option('--no-wait', 'do not stay until it is done')
    .option('--json', 'print JSON')
    .action(async (name, options) => (await import('./flow-reconcile.ts')).reconcile(name, options))
  addNewFlowCommands(group)
  addVersionCommands(group)
  return group
}

async function list(options: { json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const client = reach()
  const page = await allPages((cursor) =>
    answer(client.GET('/api/v1/flows', { params: { query: { limit, ...cursor } } })),
  )
  show(page, options, ({ data }) =>
    table(
      ['flow', 'entity', 'direction', 'endpoint', 'state', 'version', 'schedule', 'next', 'trouble'],
      data.map(({ name, entity, direction, endpoint, state, version, schedules, fault }) => [
        name,
        entity,
        direction,
        endpoint,
        state,
        version,
        scheduleOf(schedules),
        state === 'enabled' ? nextOf(schedules) : null,
        typeof fault?.message === 'string' ? fault.message : null,
      ]),
    ),
  )
}

type Schedules = Schemas['Flow']['schedules']

/** Each schedule once: the sources of a flow mostly share theirs. */
function scheduleOf(schedules: Schedules): string | null {
  const said = [...new Set(schedules.flatMap(({ schedule }) => (schedule === null ? [] : [schedule])))]
  return said.length === 0 ? null : said.join(', ')
}

function nextOf(schedules: Schedules): string | null {
  return schedules.flatMap(({ nextAt }) => (nextAt === null ? [] : [nextAt])).toSorted()[0] ?? null
}

async function showOne(name: string, options: { json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const flow = await answer(reach().GET('/api/v1/flows/{name}', { params: { path: { name } } }))
  show(flow, options, ({ deliveries, ...rest }) =>
    sheet([
      ['flow', rest.name],
      ['connection', rest.connection],
      ['moves', `${rest.entity}, ${rest.direction}, ${rest.endpoint}`],
      ['state', rest.state],
      ['trouble', typeof rest.fault?.message === 'string' ? rest.fault.message : null],
      ['version', rest.version],
      ['schedule', scheduleOf(rest.schedules)],
      ['next look', rest.state === 'enabled' ? nextOf(rest.schedules) : null],
      ['open runs', rest.openRuns],
      ['deliveries', `${deliveries.due} due, ${deliveries.done} done, ${deliveries.held} held`],
    ]),
  )
}

async function run(name: string, options: { replay?: boolean; wait?: boolean; json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const client = reach()
  const queued = await answer(
    client.POST('/api/v1/flows/{name}/runs', {
      params: { path: { name } },
      body: { kind: options.replay === true ? 'replay' : 'full' },
    }),
  )
  if (options.wait === true) {
    const { followRun } = await import('./follow-run.ts')
    await followRun(client, { id: queued.run, title: `Running ${name}` }, options)
    return
  }
  show(queued, options, () => `Run ${queued.run} of ${name} is queued: trefoil run show ${queued.run}`)
}

async function pause(name: string, options: { json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const flow = await answer(reach().POST('/api/v1/flows/{name}/pause', { params: { path: { name } } }))
  show(
    flow,
    options,
    () => `${flow.name} is ${flow.state}: nothing new begins until "trefoil flow resume ${flow.name}"`,
  )
}

async function resume(name: string, options: { override?: boolean; json?: boolean }): Promise<void> {
  const { answer, reach } = await import('./reach.ts')
  const flow = await answer(
    reach().POST('/api/v1/flows/{name}/resume', {
      params: { path: { name } },
      body: { override: options.override === true },
    }),
  )
  show(flow, options, () => `${flow.name} is ${flow.state}`)
}

async function readiness(name: string, options: { json?: boolean }): Promise<void> {
  const { printReadiness } = await import('./flow-readiness.ts')
  await printReadiness(name, options)
}
