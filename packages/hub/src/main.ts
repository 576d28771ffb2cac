import { rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { Recipe } from '@trefoil/mapping'
import type { Connector } from '@trefoil/sdk'
import { buildApi } from './api/server.ts'
import { type Clock, systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { type Bell, openBell } from './db/bell.ts'
import { type Database, type Db, openDatabase } from './db/database.ts'
import { migrate } from './db/migrate.ts'
import { createGateway, type Gateway } from './gateway/gateway.ts'
import { openSmtp } from './gateway/smtp.ts'
import { type Log, openLog } from './log.ts'
import { loyaltyFollowers } from './loyalty/followers.ts'
import { startExpiring } from './loyalty/points/expiry.ts'
import { makeDirectory } from './make-directory.ts'
import { recordEditor } from './operations/edit-record.ts'
import { ensureFirstKey } from './operations/first-key.ts'
import type { Hub } from './operations/hub.ts'
import { makeSetUpToken } from './operations/sign-in.ts'
import { loadRecipes } from './recipes/load.ts'
import { connectors as builtIn } from './registry.ts'
import { dropAllRefreshes } from './store/access.ts'
import { type Connection, listConnections } from './store/connection.ts'
import { releaseAllLeases, selectFreeConnections } from './store/lease.ts'
import { countAtWork } from './store/live-work.ts'
import { bringForward } from './store/poll.ts'
import { accountOpener, oauthDoor } from './sync/access/open-account.ts'
import type { SyncContext, Wake } from './sync/context.ts'
import { flowShelf } from './sync/open-flows.ts'
import { workConnection } from './sync/stint.ts'
import { credentialSeal } from './vault/credential-seal.ts'
import { openPasswords, type Passwords } from './vault/password.ts'
import { openVault } from './vault/vault.ts'
import { version } from './version.ts'
import { openChangeFeed } from './work/change-feed.ts'
import { joinCompany } from './work/company.ts'
import { testLetter } from './work/digest.ts'
import { startFollowing } from './work/follower.ts'
import { keepForgetting } from './work/forget.ts'
import { keepMailing } from './work/mailer.ts'
import { keepTidy } from './work/tidy.ts'
import { keepWatch, watchman } from './work/watchman.ts'
import { Worker } from './work/worker.ts'

/** Why a hub cannot start: another process has its directory, its disk is full, its database does not answer, or its key is gone. */
export { LockedError } from './db/lock.ts'
export { UnreachableError } from './db/postgres.ts'
export { FullError } from './db/room.ts'
export { KeyFileError } from './vault/key-file.ts'

/** A hub that runs. */
export interface RunningHub {
  url: string
  database: Database
  /** Opens the console to whoever makes the first account; null once there is one. */
  setUpLink: string | null
  /** Looks for work now. */
  wake(): void
  /** Lets work under way come to a safe place, and closes everything. Safe to call twice. */
  stop(): Promise<void>
}

/** What a test may put in place of the real thing. */
export interface Parts {
  clock?: Clock
  log?: Log
  connectors?: ReadonlyMap<string, Connector>
  gateway?: Gateway
  recipes?: readonly Recipe[]
  passwords?: Passwords
  /** The built console, if there is one. */
  consoleDir?: string | undefined
}

const workspace = 1
const recipeFolder = join(import.meta.dirname, '../../../recipes')
/** A person who waits for a vendor is told that it hangs after so many milliseconds. */
const patience = 25_000

/** A process that works and does nothing else. */
export interface RunningWorker {
  stop(): Promise<void>
}

/**
 * Does what is due, beside other processes on the same PostgreSQL, and answers nobody.
 * Throws UnreachableError, KeyFileError, or what the migrations say.
 */
export async function startWorker(config: Config, parts: Parts = {}): Promise<RunningWorker> {
  const room = await openWorkRoom(config, parts, { createsKey: false })
  const leave = await room.work()
  room.log.info('worker.started', { engine: room.database.engine, pid: process.pid })
  let closing: Promise<void> | undefined
  const close = async () => {
    await leave()
    await room.close()
    room.log.info('worker.stopped', { pid: process.pid })
  }
  return { stop: () => (closing ??= close()) }
}

/**
 * Answers, and works unless told not to.
 * Throws LockedError, FullError, UnreachableError, KeyFileError, or what the config and the migrations say.
 */
export async function startHub(config: Config, parts: Parts = {}): Promise<RunningHub> {
  const room = await openWorkRoom(config, parts, { createsKey: config.masterKeyFile === undefined })
  const { clock, log, connectors, database, gateway, seal, open, sync, changes } = room
  const db = database.kysely
  try {
    await ensureFirstKey(db, workspace, config.dataDir)
    const { mail } = config
    const send = mail && openSmtp({ ...mail, url: mail.smtpUrl.reveal() })
    const watch = { db, workspace, clock, log, after: config.stallAfter }
    const man = watchman(watch)
    const listening = { at: '' }
    const self = { version, self: config.worker ? { host: hostname(), pid: process.pid } : null }
    const hub: Hub = {
      db,
      workspaceId: workspace,
      connectors,
      recipes: parts.recipes ?? (await loadRecipes(recipeFolder)),
      openSession: (access) => open(access, AbortSignal.timeout(patience)),
      oauth: {
        address: (seen) => config.publicUrl ?? seen ?? listening.at,
        endpointOf: (connector) => config.endpoints[connector],
        door: (connector, account) => oauthDoor({ gateway, clock }, connector, account),
      },
      vault: seal,
      passwords: parts.passwords ?? openPasswords(),
      now: () => clock.now(),
      log,
      wake: sync.wake,
      changes,
      stalls: () => man.stalls(),
      system: { ...self, engine: database.engine, startedAt: clock.now() },
      ...(send && {
        mail: {
          server: new URL(mail.smtpUrl.reveal()).host,
          from: mail.from,
          to: mail.to,
          send,
          test: (to) => send({ ...testLetter(clock.newId()), to }),
        },
      }),
    }
    const api = await buildApi({
      hub,
      editRecord: recordEditor(sync),
      ready: async () => void (await listConnections(db, workspace, { after: 0, limit: 1 })),
      newId: () => clock.newId(),
      consoleDir: parts.consoleDir,
      hosts: [config.host],
      publicUrl: config.publicUrl,
      trustedProxies: config.trustedProxies,
    })
    const url = await api.listen({ host: config.host, port: config.port })
    listening.at = url
    const addressFile = join(config.dataDir, 'server.json')
    writeFileSync(addressFile, `${JSON.stringify({ url, pid: process.pid })}\n`, { mode: 0o600 })
    const leave = config.worker ? await room.work() : async () => {}
    const over = new AbortController()
    const forgetting = keepForgetting({ db, workspace, clock, log, signal: over.signal })
    const tidying = database.engine === 'pglite' ? keepTidy({ db, clock, log, signal: over.signal }) : undefined
    const mailing = send && keepMailing({ db, workspace, clock, log, send, every: mail.every, signal: over.signal })
    const watching = keepWatch(man, watch, over.signal)
    const setUpToken = await makeSetUpToken(hub)
    const setUpLink = setUpToken === null ? null : `${url}/welcome#${setUpToken}`
    log.info('hub.started', { url, engine: database.engine })

    const close = async () => {
      await api.close()
      over.abort()
      await Promise.all([leave(), forgetting, tidying, mailing, watching])
      await room.close()
      rmSync(addressFile, { force: true })
    }
    let closing: Promise<void> | undefined
    return { url, database, setUpLink, wake: sync.wake, stop: () => (closing ??= close()) }
  } catch (error) {
    await room.close()
    throw error
  }
}

/** The one place that constructs things and wires them together: all that it takes to work, which does not begin yet. */
async function openWorkRoom(config: Config, parts: Parts, { createsKey }: { createsKey: boolean }) {
  const clock = parts.clock ?? systemClock
  const log = parts.log ?? openLog({ level: config.logLevel })
  const connectors = parts.connectors ?? builtIn
  makeDirectory(config.dataDir)
  const place = config.databaseUrl === undefined ? config : { url: config.databaseUrl.reveal() }
  const database = await openDatabase(place)
  try {
    const db = database.kysely
    await migrate(db)
    if (database.engine === 'pglite') await forgetTheDead(db)
    const ownKey = join(config.dataDir, 'master-key')
    const [connected] = await listConnections(db, workspace, { after: 0, limit: 1 })
    // Another key in the place of a lost one would open nothing of what is sealed, and hide that it is lost.
    const create = createsKey && connected === undefined
    const vault = openVault({ keyFile: config.masterKeyFile ?? ownKey, create })
    const gateway =
      parts.gateway ??
      createGateway({ clock, log, endpoints: config.endpoints, typed: { allowHosts: config.privateHosts } })
    const seal = credentialSeal(vault, workspace)
    const open = accountOpener({ db, workspace, clock, log, gateway, vault: seal })
    const shelf = flowShelf(connectors)
    const changes = openChangeFeed({ db, workspace, clock })
    const doors: { bell?: Bell; look: () => void } = { look: () => {} }
    const staff = { workers: 1 }
    const wake: Wake = (connections) => {
      worker.wake(connections)
      changes.wake()
      doors.bell?.ring(connections)
    }
    const sync: SyncContext = { db, workspace, clock, log, connectors, wake }
    const worker = new Worker({
      db,
      workspace,
      clock,
      log,
      connections: () => selectFreeConnections(db, workspace),
      work: (lease, signal, isToLeave) => workConnection(stint, { lease, signal, isToLeave }),
      fairShare: async () =>
        staff.workers === 1 ? Number.POSITIVE_INFINITY : Math.ceil((await countAtWork(db, workspace)) / staff.workers),
      call: (connection) => doors.bell?.ring([connection]),
      onSetBack: (ms) => bringForward(db, workspace, ms, clock.now()),
    })
    const stint = {
      ...sync,
      shelf,
      attempts: new Map<number, number>(),
      openSession: (connection: Connection, signal: AbortSignal, closing: AbortSignal) => {
        const connector = connectors.get(connection.connector)
        if (connector === undefined) throw new Error(`This hub has no connector ${connection.connector}`)
        const { id, account, settings } = connection
        return open(
          { connector, connectionId: id, account, settings, credentials: seal.open(connection.sealedCredentials) },
          signal,
          closing,
        )
      },
    }
    const onRing: Wake = (connections) => {
      worker.wake(connections)
      changes.wake()
      // Who comes or goes names none.
      if (connections === undefined) doors.look()
    }
    if ('url' in place) doors.bell = await openBell({ url: place.url, clock, log, onRing })

    /** Begins to work; what it answers lets work under way come to a safe place, and ends. */
    const work = async (): Promise<() => Promise<void>> => {
      const leave = await begin()
      const followers = loyaltyFollowers({ workspace, now: () => clock.now(), mark: vault.mark })
      const unfollow = startFollowing({ db, workspace, clock, log, feed: changes }, followers)
      const stopExpiring = startExpiring({ db, workspace, clock, log })
      return async () => void (await Promise.all([leave(), unfollow(), stopExpiring()]))
    }
    const begin = async (): Promise<() => Promise<void>> => {
      if (doors.bell === undefined) {
        worker.start()
        return () => worker.stop()
      }
      const onCount = (workers: number) => {
        staff.workers = workers
        gateway.shareApps(workers)
      }
      const announce = () => doors.bell?.ring()
      const company = await joinCompany({ db, workspace, clock, log, onCount, announce })
      doors.look = () => company.look()
      worker.start()
      return async () => {
        await worker.stop()
        doors.look = () => {}
        await company.leave()
      }
    }
    const close = async () => {
      await changes.close()
      await doors.bell?.close()
      await gateway.close()
      await database.close()
    }
    return { clock, log, connectors, database, gateway, seal, open, sync, changes, work, close }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** An embedded database has one process: whoever held a lease, or asked for tokens, before is no more. */
async function forgetTheDead(db: Db): Promise<void> {
  await releaseAllLeases(db, workspace)
  await dropAllRefreshes(db, workspace)
}
