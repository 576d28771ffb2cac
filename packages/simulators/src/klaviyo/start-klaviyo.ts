import { createEffectLog } from '../server/effects.ts'
import { type Ground, type Running, startSimulator } from '../server/simulator.ts'
import { type Account, createAccount } from './account/account.ts'
import { fakeApiKey } from './account/ids.ts'
import { confirmOptIn } from './account/subscribe.ts'
import type { Channel } from './account/subscriptions.ts'
import { createBackDoor } from './back-door.ts'
import {
  type EventDrawer,
  type ListDrawer,
  openEvents,
  openLists,
  openProfiles,
  type ProfileDrawer,
} from './console.ts'
import { allScopes } from './description/openapi.ts'
import { createApi } from './handle.ts'
import { type KlaviyoAppDrawer, openApp } from './oauth/open-app.ts'
import { type KlaviyoOptions, settingsOf } from './options.ts'
import { seed } from './seed.ts'
import { openWebhooks, type WebhookDrawer } from './webhooks.ts'

/** A pretend Klaviyo that listens. */
export interface KlaviyoSimulator extends Running {
  apiKey: string
  profiles: ProfileDrawer
  lists: ListDrawer
  events: EventDrawer
  webhooks: WebhookDrawer
  /** An app of a developer and its OAuth credentials. */
  app: KlaviyoAppDrawer
  /** Everybody whom the API was asked to subscribe so far, whatever came of it. */
  subscribeRequests(): SubscribeRequest[]
  /** The person confirms, by e-mail or phone, what they were asked under double opt-in. */
  confirmOptIn(address: string): boolean
  /** Does now what was promised for later. */
  settle(): void
}

/** One person in a request to subscribe. */
export interface SubscribeRequest {
  profile: string | null
  email: string | null
  phone: string | null
  channels: Channel[]
  /** Entered as consent of the past. */
  historical: boolean
}

export async function startKlaviyo(options: KlaviyoOptions = {}): Promise<KlaviyoSimulator> {
  const apiKey = options.apiKey ?? fakeApiKey(options.seed ?? 1)
  const privateKeys = new Map(Object.entries({ ...options.keys, [apiKey]: options.scopes ?? [...allScopes] }))
  let account: Account | undefined
  let app: KlaviyoAppDrawer | undefined
  const running = await startSimulator(options, (ground) => {
    const opened = openAccount(options, ground)
    account = opened
    const door = openApp(opened, ground.seed)
    app = door.drawer
    const keys = { private: privateKeys, granted: door.scopesOf }
    const api = createApi(opened, keys, ground.tick)
    return {
      ...api,
      handle: (request) => (request.path.startsWith('/oauth/') ? door.handle(request) : api.handle(request)),
      about: () => ({
        apiKey,
        app: { id: door.drawer.id, secret: door.drawer.secret },
        account: opened.id,
        profiles: opened.profiles.size(),
        lists: opened.lists.size,
        events: opened.events.all.length,
        waitingOptIns: opened.waitingOptIns.length,
      }),
      backDoor: { ...createBackDoor(opened), ...door.backDoor },
    }
  })
  if (account === undefined || app === undefined) throw new Error('the simulator listens without an account')
  const { later } = account
  const opened = account
  return {
    ...running,
    apiKey,
    profiles: openProfiles(opened),
    lists: openLists(opened),
    events: openEvents(opened),
    webhooks: openWebhooks(opened),
    app,
    subscribeRequests: () =>
      opened.subscribeWishes.map(({ id, identifiers: { email, phone_number: phone }, channels, historical }) => ({
        profile: id ?? null,
        email: email ?? null,
        phone: phone ?? null,
        channels: channels.map(({ channel }) => channel),
        historical,
      })),
    confirmOptIn: (address) => confirmOptIn(opened, address),
    settle: () => later.settle(),
    stop: () => {
      later.stop()
      return running.stop()
    },
  }
}

/** What is there at the start is no effect: the log begins empty. */
function openAccount(options: KlaviyoOptions, ground: Ground): Account {
  const parts = { settings: settingsOf(options), seed: ground.seed, now: ground.now }
  const account = createAccount({ ...parts, effects: createEffectLog(ground.now) })
  seed(account, options)
  account.effects = ground.effects
  return account
}
