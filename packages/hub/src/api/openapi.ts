import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'

/** How the OpenAPI 3.1 document is made from the routes. */
export const openapiOptions: FastifyDynamicSwaggerOptions = {
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Trefoil',
      version: '1',
      description: 'One golden record of each customer, and the flows that keep it in step.',
    },
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
    security: [{ key: [] }],
  },
  transform: jsonSchemaTransform,
  transformObject: (input) => {
    const document = jsonSchemaTransformObject(input)
    for (const path of Object.values(document.paths ?? {})) {
      for (const operation of Object.values(path ?? {})) freeOptionalBody(operation)
    }
    if ('components' in document) dropUnusedSchemas(document, document.components?.schemas ?? {})
    return document
  },
}

/** Every named schema is printed once for requests and once for answers; only those that are referred to are kept. */
function dropUnusedSchemas(document: object, schemas: object): void {
  for (;;) {
    const text = JSON.stringify(document)
    const unused = Object.keys(schemas).filter((name) => !text.includes(`"#/components/schemas/${name}"`))
    if (unused.length === 0) return
    for (const name of unused) Reflect.deleteProperty(schemas, name)
  }
}

/** A body that may be null may be left out: the generator calls every body required. */
function freeOptionalBody(operation: unknown): void {
  const Body = z.looseObject({
    content: z.looseObject({
      'application/json': z.looseObject({
        schema: z.looseObject({ anyOf: z.array(z.looseObject({ type: z.string().optional() })) }),
      }),
    }),
  })
  if (typeof operation !== 'object' || operation === null || !('requestBody' in operation)) return
  const body = Body.safeParse(operation.requestBody).data
  if (body?.content['application/json'].schema.anyOf.some(({ type }) => type === 'null')) {
    operation.requestBody = { ...body, required: false }
  }
}
