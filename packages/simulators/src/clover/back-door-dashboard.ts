import { isObject, json, parsedBody, type SimRequest } from '../server/exchange.ts'
import type { Routes } from '../server/router.ts'
import type { BackDoor } from '../server/simulator.ts'
import { eventKeys } from './app/app.ts'
import type { AppDrawer } from './app/app-drawer.ts'
import type { KeyDrawer } from './keys/key-drawer.ts'

/** Tokens, as in the dashboard. */
export function keyRoutes(keys: KeyDrawer): Routes<BackDoor> {
  return {
    'GET /_sim/keys': () => json(200, keys.list()),
    'POST /_sim/keys': (request) => {
      const { permissions, expiresAt } = objectOf(request)
      const token = keys.issue({
        ...(Array.isArray(permissions) ? { permissions: permissions.map(String) } : {}),
        ...(typeof expiresAt === 'number' ? { expiresAt } : {}),
      })
      return json(200, { token })
    },
    'PUT /_sim/keys/:token': (request, { token = '' }) => {
      const { permissions } = objectOf(request)
      if (!Array.isArray(permissions)) throw new Error('permissions are a list, like ["CUSTOMERS_R"]')
      keys.permit(token, permissions.map(String))
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
      const body = objectOf(request)
      app.configure({
        ...(Array.isArray(body.redirectUris) ? { redirectUris: body.redirectUris.map(String) } : {}),
        ...(Array.isArray(body.permissions) ? { permissions: body.permissions.map(String) } : {}),
        ...(Array.isArray(body.events) ? { events: eventKeys.filter((key) => listOf(body.events).includes(key)) } : {}),
        ...(typeof body.webhookUrl === 'string' ? { webhookUrl: body.webhookUrl } : {}),
      })
      return json(200, { id: app.id })
    },
    'POST /_sim/app/verification': async () => json(200, { status: await app.sendVerificationCode() }),
    'PUT /_sim/app/verification': (request) => {
      const authCode = app.verify(String(objectOf(request).code))
      return authCode === undefined ? json(400, { message: 'the code is wrong' }) : json(200, { authCode })
    },
    'POST /_sim/app/installs': (request) => {
      const { merchantId, permissions } = request.body === '' ? {} : objectOf(request)
      app.install({
        ...(typeof merchantId === 'string' ? { merchantId } : {}),
        ...(Array.isArray(permissions) ? { permissions: permissions.map(String) } : {}),
      })
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

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** The body of a call that must bring an object. */
export function objectOf(request: SimRequest): Record<string, unknown> {
  const body = parsedBody(request)
  if (!isObject(body)) throw new Error('a JSON object is wanted')
  return body
}
