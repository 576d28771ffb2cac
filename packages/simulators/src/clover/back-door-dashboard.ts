import { json } from '../server/exchange.ts'
import type { Routes } from '../server/router.ts'
import type { BackDoor } from '../server/simulator.ts'
import { type AppDrawer, checkedKeys } from './app/app-drawer.ts'
import { given, numberIn, objectOf, textIn, textsIn } from './back-door-body.ts'
import type { KeyDrawer } from './keys/key-drawer.ts'

/** Tokens, as in the dashboard. */
export function keyRoutes(keys: KeyDrawer): Routes<BackDoor> {
  return {
    'GET /_sim/keys': () => json(200, keys.list()),
    'POST /_sim/keys': (request) => {
      const body = objectOf(request, ['permissions', 'expiresAt'])
      const wishes = { permissions: textsIn(body, 'permissions'), expiresAt: numberIn(body, 'expiresAt') }
      const token = keys.issue(given(wishes))
      return json(200, { token })
    },
    'PUT /_sim/keys/:token': (request, { token = '' }) => {
      const permissions = textsIn(objectOf(request, ['permissions']), 'permissions')
      if (permissions === undefined) throw new Error('permissions are wanted')
      keys.permit(token, permissions)
      return json(200, { token, permissions })
    },
    'DELETE /_sim/keys/:token': (_request, { token = '' }) => {
      keys.revoke(token)
      return json(200, {})
    },
  }
}

/** The app, as its developer and its merchants handle it. */
export function appRoutes(app: AppDrawer): Routes<BackDoor> {
  return {
    'GET /_sim/app': () => json(200, { id: app.id, secret: app.secret, deliveries: app.deliveries() }),
    'PATCH /_sim/app': (request) => {
      const body = objectOf(request, ['redirectUris', 'permissions', 'events', 'webhookUrl'])
      const events = textsIn(body, 'events')
      app.configure(
        given({
          redirectUris: textsIn(body, 'redirectUris'),
          permissions: textsIn(body, 'permissions'),
          events: events === undefined ? undefined : checkedKeys(events),
          webhookUrl: textIn(body, 'webhookUrl'),
        }),
      )
      return json(200, { id: app.id })
    },
    'POST /_sim/app/verification': async () => json(200, { status: await app.sendVerificationCode() }),
    'PUT /_sim/app/verification': (request) => {
      const authCode = app.verify(textIn(objectOf(request, ['code']), 'code') ?? '')
      return authCode === undefined ? json(400, { message: 'the code is wrong' }) : json(200, { authCode })
    },
    'POST /_sim/app/installs': (request) => {
      const body = request.body === '' ? {} : objectOf(request, ['merchantId', 'permissions'])
      app.install(given({ merchantId: textIn(body, 'merchantId'), permissions: textsIn(body, 'permissions') }))
      return json(200, {})
    },
    'DELETE /_sim/app/installs/:merchant': (_request, { merchant = '' }) => {
      app.uninstall(merchant)
      return json(200, {})
    },
    'POST /_sim/app/deliver': async () => {
      await app.deliver()
      return json(200, app.deliveries())
    },
  }
}
