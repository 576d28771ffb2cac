import { z } from 'zod'
import { readArrivals } from '../operations/arrivals.ts'
import { checkAccount, checkConnection } from '../operations/check-account.ts'
import { connect } from '../operations/connect.ts'
import { freezeConnection, unfreezeConnection } from '../operations/freeze.ts'
import type { Hub } from '../operations/hub.ts'
import { maskCredentials } from '../operations/masked.ts'
import { requireConnection } from '../operations/require-connection.ts'
import { listSwitches } from '../operations/switches.ts'
import { type Connection, listConnections } from '../store/connection.ts'
import { credentialsOf, grantIn } from '../sync/access/grant.ts'
import type { Arrival } from '../sync/arrival.ts'
import { AnyObject, GivenFields, Instant, instant, instantOrNull, nameParam } from './fields.ts'
import { pageOf, pageQuery, readPage } from './paging.ts'
import { problemResponse } from './problem.ts'
import type { Api, ApiOptions } from './types.ts'

const Missing = z.object({ permission: z.string(), neededBy: z.array(z.string()) })

const ArrivalBody = z
  .object({
    firstExpectedBy: Instant.nullable().describe('Null: something came, or nothing is to come'),
    firstAt: Instant.nullable(),
    lastAt: Instant.nullable().describe('When the last news came'),
    lookedAt: Instant.nullable().describe('When a source was last read to its end'),
    lagSeconds: z.int().nullable().describe('From the last change at the vendor until it was stored here'),
    isFrozen: z.boolean().describe('Its flows into the hub are all paused'),
    lateSince: Instant.nullable().describe('Since when something should have come, if that is more than a day ago'),
  })
  .meta({ id: 'Arrival' })

const ConnectionBody = z
  .object({
    id: z.int(),
    name: z.string(),
    connector: z.string(),
    account: z.string().describe("The vendor's own id of the account"),
    label: z.string(),
    state: z.enum(['active', 'paused', 'stopped']),
    fault: AnyObject.nullable(),
    settings: AnyObject,
    credentials: z.record(z.string(), z.string()).describe('Secrets are masked'),
    isSignedIn: z.boolean().describe('By signing in at the vendor, not by credentials that somebody typed'),
    permissions: AnyObject,
    arrival: ArrivalBody.describe('How what the account says comes into the hub'),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Connection' })

const SwitchValue = z.union([z.string(), z.number(), z.boolean(), z.null()])

const SwitchBody = z
  .object({
    of: z.enum(['connection', 'connector', 'flow']),
    flow: z.string().nullable(),
    name: z.string(),
    title: z.string(),
    says: z.string(),
    value: SwitchValue.describe('Null: nothing, as of a schedule that is not there'),
    usual: SwitchValue.describe(
      'Where nobody chose: the default, what its recipe ships, or what holds for the business',
    ),
    isUsual: z.boolean(),
  })
  .meta({ id: 'Switch' })

const FrozenBody = z.object({ flows: z.array(z.string()).describe('Those that were paused or resumed by this') })

const ConnectBody = z.strictObject({
  connector: z.string().min(1),
  name: z.string().min(1),
  credentials: GivenFields,
  settings: GivenFields.default({}),
  allowMissing: z.boolean().default(false).describe('Connect although permissions are missing'),
})

const ConnectedBody = z
  .object({
    ...ConnectionBody.shape,
    missing: z.array(Missing),
    excess: z.array(z.string()).describe('Granted, although no enabled flow needs it'),
  })
  .meta({ id: 'Connected' })

const CheckedBody = z
  .object({
    account: z.string(),
    label: z.string(),
    permissions: z.array(
      z.object({
        permission: z.string(),
        state: z.enum(['granted', 'missing', 'unknown']),
        neededBy: z.array(z.string()).describe('Sources and targets; empty: nothing needs it'),
        usedBy: z.array(z.string()).describe('The enabled flows of the connection of this name that need it'),
        excess: z.boolean().describe('Granted, although no enabled flow needs it: better not granted'),
      }),
    ),
  })
  .meta({ id: 'CheckedAccount' })

export function connectionRoutes(app: Api, { hub }: ApiOptions): void {
  app.post(
    '/connections/check',
    {
      config: { role: 'admin' },
      schema: {
        operationId: 'checkAccount',
        tags: ['connections'],
        summary: 'Ask the vendor what credentials open, and store nothing',
        body: ConnectBody.omit({ allowMissing: true }),
        response: { 200: CheckedBody, ...problemResponse },
      },
    },
    (request) => checkAccount(hub, request.body),
  )
  app.post(
    '/connections',
    {
      config: { role: 'admin' },
      schema: {
        operationId: 'connect',
        tags: ['connections'],
        summary: 'Connect an account: its credentials are proved at the vendor before they are stored',
        body: ConnectBody,
        response: { 200: ConnectedBody, 201: ConnectedBody, ...problemResponse },
      },
    },
    async (request, reply) => {
      const { connection, isNew, missing, excess } = await connect(hub, request.body, request.actor)
      const arrivals = await readArrivals(hub)
      return reply.code(isNew ? 201 : 200).send({ ...show(hub, connection, arrivals(connection)), missing, excess })
    },
  )
  app.get(
    '/connections',
    {
      schema: {
        operationId: 'listConnections',
        tags: ['connections'],
        summary: 'Every connected account',
        querystring: z.strictObject(pageQuery),
        response: { 200: pageOf(ConnectionBody), ...problemResponse },
      },
    },
    async (request) => {
      const arrivals = await readArrivals(hub)
      return readPage(
        request.query,
        (page) => listConnections(hub.db, hub.workspaceId, page),
        (connection) => show(hub, connection, arrivals(connection)),
      )
    },
  )
  app.get(
    '/connections/:name',
    {
      schema: {
        operationId: 'getConnection',
        tags: ['connections'],
        summary: 'One connected account',
        params: nameParam,
        response: { 200: ConnectionBody, ...problemResponse },
      },
    },
    async (request) => {
      const connection = await requireConnection(hub, request.params.name)
      return show(hub, connection, (await readArrivals(hub))(connection))
    },
  )
  app.get(
    '/connections/:name/switches',
    {
      schema: {
        operationId: 'listSwitches',
        tags: ['connections'],
        summary: 'Everything that decides how a connection behaves, with its default and what it does',
        params: nameParam,
        response: { 200: z.object({ data: z.array(SwitchBody) }), ...problemResponse },
      },
    },
    async (request) => ({ data: await listSwitches(hub, request.params.name) }),
  )
  app.post(
    '/connections/:name/freeze',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'freezeConnection',
        tags: ['connections'],
        summary: 'Use what the hub has of an account and take nothing new: pause all its flows into the hub',
        params: nameParam,
        response: { 200: FrozenBody, ...problemResponse },
      },
    },
    async (request) => ({ flows: await freezeConnection(hub, request.params.name, request.actor) }),
  )
  app.post(
    '/connections/:name/unfreeze',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'unfreezeConnection',
        tags: ['connections'],
        summary: 'Take what is new of an account again: resume the flows that freezing it had paused',
        params: nameParam,
        response: { 200: FrozenBody, ...problemResponse },
      },
    },
    async (request) => ({ flows: await unfreezeConnection(hub, request.params.name, request.actor) }),
  )
  app.post(
    '/connections/:name/check',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'checkConnection',
        tags: ['connections'],
        summary: 'Ask the vendor anew what the credentials of a connection open',
        params: nameParam,
        response: { 200: CheckedBody, ...problemResponse },
      },
    },
    (request) => checkConnection(hub, request.params.name),
  )
}

function show(hub: Hub, connection: Connection, arrival: Arrival): z.output<typeof ConnectionBody> {
  const { id, name, connector, account, label, state, fault, settings, permissions } = connection
  const known = hub.connectors.get(connector)
  const access = hub.vault.open(connection.sealedCredentials)
  const credentials = known === undefined ? {} : maskCredentials(known.credentials, credentialsOf(known, access))
  const isSignedIn = grantIn(access) !== null
  const times = { createdAt: instant(connection.createdAt), updatedAt: instant(connection.updatedAt) }
  return {
    ...{ id, name, connector, account, label, state, fault, settings, credentials, isSignedIn, permissions },
    arrival: showArrival(arrival),
    ...times,
  }
}

function showArrival(arrival: Arrival): z.output<typeof ArrivalBody> {
  const { firstExpectedBy, firstAt, lastAt, lookedAt, lateSince, ...rest } = arrival
  return {
    ...rest,
    firstExpectedBy: instantOrNull(firstExpectedBy),
    firstAt: instantOrNull(firstAt),
    lastAt: instantOrNull(lastAt),
    lookedAt: instantOrNull(lookedAt),
    lateSince: instantOrNull(lateSince),
  }
}
