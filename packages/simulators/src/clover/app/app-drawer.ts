import type { Grants } from '../oauth/grants.ts'
import type { Town } from '../town.ts'
import { type App, type EventKey, eventKeys } from './app.ts'
import type { Courier, Delivery } from './courier.ts'

/** The app, as its developer sets it up in the dashboard and as merchants install it. */
export interface AppDrawer {
  id: string
  secret: string
  /** What is not given stays as it was. Permissions reach a merchant with the next install. */
  configure(settings: {
    redirectUris?: string[]
    permissions?: string[]
    webhookUrl?: string
    events?: readonly EventKey[]
  }): void
  /** "Send Verification Code": the code goes to the address; the answer's status comes back. */
  sendVerificationCode(): Promise<number>
  /** "Verify": gives the auth code that every message will carry, or nothing for a wrong code. */
  verify(code: string): string | undefined
  /** Grants what the app asks for at this moment; by the first merchant, unless told otherwise. */
  install(wishes?: { merchantId?: string; permissions?: string[] }): void
  /** Takes the app's tokens along. */
  uninstall(merchantId?: string): void
  /** Sends waiting messages now, and those that wait for another try. */
  deliver(): Promise<void>
  deliveries(): Delivery[]
  /** Who is signed in when an app sends somebody to be authorised; the first merchant at first. */
  signIn(merchantId: string): void
}

export function appDrawer(parts: {
  town: Town
  app: App
  courier: Courier
  grants: Grants
  firstMerchant: string
  signIn(merchantId: string): void
}): AppDrawer {
  const { town, app, courier, grants, firstMerchant, signIn } = parts
  return {
    id: app.id,
    secret: app.secret,
    signIn,
    configure: ({ redirectUris, permissions, webhookUrl, events }) => {
      if (redirectUris !== undefined) app.redirectUris = [...redirectUris]
      if (permissions !== undefined) app.permissions = [...permissions]
      if (events !== undefined) app.webhook = { ...app.webhook, events: new Set(checkedKeys(events)) }
      // Another address has to be verified anew.
      if (webhookUrl !== undefined) app.webhook = { ...app.webhook, url: checkedUrl(town, webhookUrl), verified: false }
    },
    sendVerificationCode: async () => {
      const { url } = app.webhook
      if (url === undefined) throw new Error('the app has no webhook address yet')
      const verificationCode = town.random.uuid()
      app.webhook = { ...app.webhook, code: verificationCode }
      return courier.post(url, { verificationCode })
    },
    verify: (code) => {
      if (app.webhook.code !== code) return undefined
      app.webhook = { ...app.webhook, verified: true }
      return app.webhook.authCode
    },
    install: ({ merchantId = firstMerchant, permissions = app.permissions } = {}) => {
      if (!town.shops.has(merchantId)) throw new Error(`no merchant ${merchantId} here`)
      app.installs.set(merchantId, new Set(permissions))
      town.effects.record('app.install', merchantId, 'person', { permissions })
      courier.notice(merchantId, 'app.create', app.id)
    },
    uninstall: (merchantId = firstMerchant) => {
      courier.notice(merchantId, 'app.delete', app.id)
      app.installs.delete(merchantId)
      grants.forget(merchantId)
      town.effects.record('app.uninstall', merchantId, 'person')
    },
    deliver: courier.deliver,
    deliveries: courier.deliveries,
  }
}

/** The vendor takes HTTPS only, and no localhost; a simulator speaks to loopback, so the rule is to be switched on. */
function checkedUrl({ choices }: Town, text: string): string {
  const { protocol, hostname } = new URL(text)
  const isLocal = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
  if (choices.webhookUrl === 'https-only' && (protocol !== 'https:' || isLocal)) {
    throw new Error('the address must be HTTPS, and not localhost')
  }
  return text
}

/** An unknown one is refused: a message that is waited for would never come. */
export function checkedKeys(events: readonly string[]): EventKey[] {
  return events.map((event) => {
    const key = eventKeys.find((known) => known === event)
    if (key === undefined) throw new Error(`events are ${eventKeys.join(', ')}`)
    return key
  })
}
