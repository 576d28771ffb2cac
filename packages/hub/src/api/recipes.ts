import { z } from 'zod'
import { applyRecipe } from '../operations/apply-recipe.ts'
import { tryRecipe } from '../operations/try-recipe.ts'
import { nameParam } from './fields.ts'
import { ExplainedBody, showExplained } from './flow-bodies.ts'
import { problemResponse } from './problem.ts'
import type { Api, ApiOptions } from './types.ts'

const RecipeBody = z
  .object({
    name: z.string(),
    title: z.string(),
    says: z.string(),
    connector: z.string(),
    flows: z.array(
      z.object({
        name: z.string(),
        title: z.string(),
        entity: z.string(),
        direction: z.enum(['to_hub', 'from_hub']),
        endpoint: z.string(),
      }),
    ),
  })
  .meta({ id: 'Recipe' })

const AppliedBody = z
  .object({
    recipe: z.string(),
    connection: z.string(),
    flows: z.array(
      z.object({ name: z.string(), version: z.int(), result: z.enum(['created', 'updated', 'unchanged']) }),
    ),
  })
  .meta({ id: 'Applied' })

const ApplyBody = z
  .strictObject({
    connection: z.string().optional().describe('Needed only where several connections would do'),
    override: z.boolean().default(false).describe('Enable a flow although another one writes the same records'),
  })
  .nullish()

const TriedBody = z
  .object({
    connection: z.string(),
    flow: z.string(),
    entity: z.string(),
    direction: z.enum(['to_hub', 'from_hub']),
    record: z.object({ id: z.string(), explained: ExplainedBody }).nullable().describe('Null: there is no record yet'),
  })
  .meta({ id: 'TriedRecipe' })

export function recipeRoutes(app: Api, { hub }: ApiOptions): void {
  app.get(
    '/recipes',
    {
      schema: {
        operationId: 'listRecipes',
        tags: ['recipes'],
        summary: 'Ready flows',
        response: { 200: z.object({ data: z.array(RecipeBody) }), ...problemResponse },
      },
    },
    async () => ({
      data: hub.recipes.map(({ recipe, title, says, connector, flows }) => ({
        name: recipe,
        title,
        says,
        connector,
        flows,
      })),
    }),
  )
  app.post(
    '/recipes/:name/try',
    {
      config: { role: 'viewer' },
      schema: {
        operationId: 'tryRecipe',
        tags: ['recipes'],
        summary: 'What a recipe would make of the first real record of an account; nothing is written',
        params: nameParam,
        body: z.strictObject({ connection: z.string().optional() }).nullish(),
        response: { 200: TriedBody, ...problemResponse },
      },
    },
    async (request) => {
      const { connection } = request.body ?? {}
      const { record, ...tried } = await tryRecipe(hub, { recipe: request.params.name, connection })
      if (record === null) return { ...tried, record }
      return { ...tried, record: { id: record.id, explained: showExplained(record.explained) } }
    },
  )
  app.post(
    '/recipes/:name/apply',
    {
      config: { role: 'editor' },
      schema: {
        operationId: 'applyRecipe',
        tags: ['recipes'],
        summary: "Make a recipe's flows on a connection, or bring them to its newest version",
        params: nameParam,
        body: ApplyBody,
        response: { 200: AppliedBody, ...problemResponse },
      },
    },
    (request) => {
      const { connection, override = false } = request.body ?? {}
      return applyRecipe(hub, { recipe: request.params.name, connection, override }, request.actor)
    },
  )
}
