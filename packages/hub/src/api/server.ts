import swagger from '@fastify/swagger'
import fastify from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { apiKeyRoutes } from './api-keys.ts'
import { auditRoutes, keepAudit } from './audit.ts'
import { authenticate } from './authenticate.ts'
import { changeRoutes } from './changes.ts'
import { connectionRoutes } from './connections.ts'
import { connectorRoutes } from './connectors.ts'
import { consentRoutes } from './consents.ts'
import { addSecurityHeaders, hasConsole, isForPeople, serveConsole } from './console.ts'
import { counterRoutes } from './counter.ts'
import { favouriteStoreRoutes } from './favourite-store.ts'
import { flowDefinitionRoutes } from './flow-definitions.ts'
import { flowReadinessRoutes } from './flow-readiness.ts'
import { flowTrialRoutes } from './flow-trials.ts'
import { flowRoutes } from './flows.ts'
import { healthRoutes } from './health.ts'
import { hookDoor, hookRoutes } from './hooks.ts'
import { guardHost } from './host-guard.ts'
import { issueActionRoutes } from './issue-actions.ts'
import { issueRoutes } from './issues.ts'
import { mailRoutes } from './mail.ts'
import { mergeSuggestionRoutes } from './merge-suggestions.ts'
import { mergeRoutes } from './merges.ts'
import { oauthDoor, oauthRoutes } from './oauth.ts'
import { keepAnswers } from './once.ts'
import { openapiOptions } from './openapi.ts'
import { publicPages } from './pages/pages.ts'
import { peopleRoutes } from './people.ts'
import { speakPlainly } from './plain-words.ts'
import { pointsRoutes } from './points.ts'
import { problemHandler, sendProblem } from './problem.ts'
import { recipeRoutes } from './recipes.ts'
import { reconcileRoutes } from './reconcile.ts'
import { recordCheckRoutes } from './record-checks.ts'
import { recordRoutes } from './records.ts'
import { redemptionRoutes } from './redemptions.ts'
import { repairRoutes } from './repairs.ts'
import { rewardRoutes } from './rewards.ts'
import { runControlRoutes } from './run-control.ts'
import { runRoutes } from './runs.ts'
import { sessionRoutes } from './session.ts'
import { ownSessionRoutes } from './sessions.ts'
import { settingsRoutes } from './settings.ts'
import { signUpRoutes } from './sign-ups.ts'
import { statusRoutes } from './status.ts'
import { refuseUnstorable } from './storable-input.ts'
import { storeRoutes } from './stores.ts'
import { systemRoutes } from './system.ts'
import type { Api, ApiOptions } from './types.ts'

/** The HTTP API, ready to listen. It holds no rules: each route parses, calls and answers. */
export async function buildApi(options: ApiOptions): Promise<Api> {
  const { hub } = options
  speakPlainly()
  const consoleDir = hasConsole(options.consoleDir) ? options.consoleDir : undefined
  const app: Api = fastify({
    genReqId: (request) => givenId(request.headers['request-id']) ?? options.newId(),
    bodyLimit: 1024 * 1024,
    requestTimeout: 30_000,
    forceCloseConnections: true,
    trustProxy: options.trustedProxies ?? false,
    routerOptions: { ignoreTrailingSlash: true },
  })
    .setValidatorCompiler(validatorCompiler)
    .setSerializerCompiler(serializerCompiler)
    .withTypeProvider()
  app.decorateRequest('actor', '')
  app.decorateRequest('personId', null)
  app.setErrorHandler(problemHandler(hub.log))
  app.setNotFoundHandler((request, reply) => {
    if (consoleDir !== undefined && isForPeople(request)) return reply.sendConsole()
    const detail = `Nothing answers ${request.method} ${request.url}: /api/v1/openapi.json lists every operation`
    return sendProblem(request, reply, { status: 404, code: 'unknown_route', detail })
  })
  app.addHook('onRequest', guardHost(options.hosts ?? [], options.publicUrl))
  app.addHook('onRequest', async (request, reply) => void reply.header('request-id', request.id))
  app.addHook('onRequest', addSecurityHeaders)
  app.addHook('preValidation', refuseUnstorable)
  app.addHook('onResponse', async (request, reply) => {
    const { statusCode: status, elapsedTime } = reply
    const route = request.routeOptions.url ?? 'none'
    hub.log.debug('api.answered', {
      method: request.method,
      route,
      status,
      ms: Math.round(elapsedTime),
      requestId: request.id,
    })
  })

  await app.register(swagger, openapiOptions)
  if (consoleDir !== undefined) await serveConsole(app, consoleDir)
  healthRoutes(app, options)
  await hookDoor(app, options)
  oauthDoor(app, { ...options, consoleDir })
  await app.register(async (scope) => publicPages(scope.withTypeProvider(), options))
  await app.register(async (scope) => sessionRoutes(scope.withTypeProvider(), options), { prefix: '/api/v1' })
  app.get('/api/v1/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  await app.register(
    async (scope) => {
      const api: Api = scope.withTypeProvider()
      api.addHook('onRequest', authenticate(hub))
      keepAnswers(api, hub)
      keepAudit(api, hub)
      for (const routes of resources) routes(api, options)
    },
    { prefix: '/api/v1' },
  )
  await app.ready()
  return app
}

const resources = [
  connectorRoutes,
  connectionRoutes,
  oauthRoutes,
  hookRoutes,
  recipeRoutes,
  flowRoutes,
  flowDefinitionRoutes,
  flowTrialRoutes,
  flowReadinessRoutes,
  runRoutes,
  runControlRoutes,
  peopleRoutes,
  ownSessionRoutes,
  apiKeyRoutes,
  recordRoutes,
  changeRoutes,
  consentRoutes,
  recordCheckRoutes,
  repairRoutes,
  mergeRoutes,
  mergeSuggestionRoutes,
  issueRoutes,
  issueActionRoutes,
  mailRoutes,
  statusRoutes,
  settingsRoutes,
  auditRoutes,
  systemRoutes,
  storeRoutes,
  favouriteStoreRoutes,
  reconcileRoutes,
  pointsRoutes,
  rewardRoutes,
  redemptionRoutes,
  signUpRoutes,
  counterRoutes,
]

/** A caller's own id goes into our log only where it is plainly an id. */
function givenId(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' && /^[\w-]{8,64}$/.test(header) ? header : undefined
}
