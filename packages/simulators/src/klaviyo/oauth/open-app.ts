import { isObject, json, parsedBody, type SimReply, type SimRequest } from '../../server/exchange.ts'
import type { Routes } from '../../server/router.ts'
import { seededRandom } from '../../server/seeded-random.ts'
import type { BackDoor } from '../../server/simulator.ts'
import type { Account } from '../account/account.ts'
import { newApp } from './app.ts'
import { createGrants } from './grants.ts'
import { oauthApi } from './handle.ts'

/** The app, as its developer sets it up and as the account's owner sees it. */
export interface KlaviyoAppDrawer {
  id: string
  secret: string
  /** What is not given stays as it was. */
  configure(settings: { redirectUris?: string[]; scopes?: string[] }): void
  /** The owner says no to the next authorisation. */
  deny(): void
  /** The owner takes the app off: every token of it is worth nothing from then on. */
  uninstall(): void
}

/** An app and the doors that it opens. */
export function openApp(account: Account, seed: number) {
  const app = newApp(seed)
  const grants = createGrants(seededRandom(seed + 4), account.seconds)
  const owner = { saysNo: false }
  const isDenied = () => {
    const { saysNo } = owner
    owner.saysNo = false
    return saysNo
  }
  const drawer: KlaviyoAppDrawer = {
    id: app.id,
    secret: app.secret,
    configure: ({ redirectUris, scopes }) => {
      if (redirectUris !== undefined) app.redirectUris = [...redirectUris]
      if (scopes !== undefined) app.scopes = [...scopes]
    },
    deny: () => {
      owner.saysNo = true
    },
    uninstall: grants.uninstall,
  }
  const handle: (request: SimRequest) => SimReply = oauthApi({ app, grants, isDenied })
  return { drawer, handle, scopesOf: grants.scopesOf, backDoor: appRoutes(drawer) }
}

/** The app, for people and tests in other processes. */
function appRoutes(app: KlaviyoAppDrawer): Routes<BackDoor> {
  return {
    'GET /_sim/app': () => json(200, { id: app.id, secret: app.secret }),
    'PATCH /_sim/app': (request) => {
      const body = parsedBody(request)
      const { redirectUris, scopes } = isObject(body) ? body : {}
      app.configure({
        ...(Array.isArray(redirectUris) ? { redirectUris: redirectUris.map(String) } : {}),
        ...(Array.isArray(scopes) ? { scopes: scopes.map(String) } : {}),
      })
      return json(200, { id: app.id })
    },
    'POST /_sim/app/uninstall': () => {
      app.uninstall()
      return json(200, {})
    },
  }
}
