import type {
  Brakes,
  ChildDefinition,
  FlowDefinition,
  Json,
  JsonObject,
  MappingCase,
  MappingDefinition,
  Recipe,
  Rule,
} from '@trefoil/mapping'
import { z } from 'zod'
import { scheduleTrouble } from './schedule-trouble.ts'

/** What may stand in a recipe file. The JSON Schema that editors complete by is made from it. */

const json: z.ZodType<Json> = z.json().meta({ id: 'value' })
const jsonObject: z.ZodType<JsonObject> = z.record(z.string(), json)
const formula = z.string().min(1)
const name = z.string().trim().min(1)
const says = z.string().exactOptional().describe('A sentence for people.')

const target = {
  to: name.describe('The destination field, without regard to case and underscores.'),
  required: z.boolean().exactOptional().describe('Absent, null or blank is then an error that names the field.'),
  default: json.exactOptional().describe('Used where the rule yields nothing: absent, null or an empty text.'),
  only: z
    .enum(['add', 'update'])
    .exactOptional()
    .describe('In an add_and_update mapping: holds only for one of the two.'),
  says,
}

const rule = z
  .union([
    z.strictObject({ ...target, field: name.describe('A field of the source; in a child also Parent.Field.') }),
    z.strictObject({ ...target, static: json.describe('A constant.') }),
    z.strictObject({ ...target, formula: formula.describe('A formula over the source record.') }),
    z.strictObject({
      ...target,
      lookup: z.strictObject({ field: name, table: z.record(z.string(), json), otherwise: json.exactOptional() }),
    }),
  ])
  .meta({ id: 'rule' }) satisfies z.ZodType<Rule, unknown>

const child = z
  .strictObject({
    name,
    says,
    from: name.exactOptional().describe('The list in the source. Absent: one child, made of the parent by `Parent.`.'),
    to: name.describe('The list in the destination.'),
    key: name.exactOptional().describe('The field that tells one child from another in the source.'),
    needs: z.array(name).min(1).exactOptional().describe('Source fields of which one at least must hold something.'),
    filter: formula.exactOptional(),
    onRemoved: z
      .enum(['ignore', 'remove'])
      .exactOptional()
      .describe('What follows when the source no longer has a child.'),
    rules: z.array(rule),
  })
  .meta({ id: 'child' }) satisfies z.ZodType<ChildDefinition, unknown>

const mapping = z
  .strictObject({
    name,
    type: z.enum(['add', 'update', 'add_and_update', 'delete', 'update_on_delete']),
    says,
    filter: formula.exactOptional().describe('A formula; false: the record is filtered, which is no error.'),
    errorFilter: z.strictObject({ when: formula, message: name }).exactOptional(),
    collision: z.enum(['error', 'remap_and_link', 'update_and_link', 'update_no_link']).exactOptional(),
    rules: z.array(rule),
    children: z.array(child).exactOptional(),
  })
  .meta({ id: 'mapping' }) satisfies z.ZodType<MappingDefinition, unknown>

const schedule = z.string().check((context) => {
  const trouble = scheduleTrouble(context.value)
  if (trouble !== null) context.issues.push({ code: 'custom', message: trouble, input: context.value })
})

const share = z.number().min(0).max(100).exactOptional()

const brakes = z
  .strictObject({
    changed: share.describe('Percent of the linked records that a run may change; 30 unless told.'),
    gone: share.describe('Percent that a run may take for deleted; 5 unless told.'),
    zeroed: share.describe('Percent whose stock a run may set to zero; 5 unless told.'),
    atLeast: z.int().min(1).exactOptional().describe('Fewer records stop nothing; 20 unless told.'),
  })
  .meta({ id: 'brakes' }) satisfies z.ZodType<Brakes, unknown>

const zone = z
  .string()
  .refine((name) => scheduleTrouble('0 0 * * *', name) === null, 'no time zone, as in Europe/Paris')

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and single hyphens')

const mappingCase = z
  .strictObject({
    name,
    flow: slug.exactOptional().describe('The flow, where the recipe has several.'),
    mapping: name.exactOptional().describe('The mapping that must be chosen.'),
    source: jsonObject,
    destination: jsonObject.exactOptional(),
    previous: jsonObject.exactOptional(),
    linked: z.boolean().exactOptional(),
    gone: z.boolean().exactOptional(),
    variables: jsonObject.exactOptional(),
    now: z.iso.datetime().exactOptional(),
    lookups: z.record(z.string(), json).exactOptional().describe('Answers by call: GetExternalIdAsync(55260).'),
    expect: z.union([
      z.strictObject({ data: jsonObject }),
      z.strictObject({ filtered: name }),
      z.strictObject({ error: name }),
    ]),
  })
  .meta({ id: 'case' }) satisfies z.ZodType<MappingCase, unknown>

const mostCases = 500

export const cases = z
  .array(mappingCase)
  .max(mostCases, `at most ${mostCases} cases: keep those that differ in what they show`) satisfies z.ZodType<
  MappingCase[],
  unknown
>

export const flowDefinition = z.strictObject({
  name: slug.describe('The same in every environment.'),
  title: name,
  says,
  entity: name.describe("The hub's entity."),
  direction: z.enum(['to_hub', 'from_hub']),
  endpoint: name.describe("The connector's source or target."),
  triggers: z.strictObject({
    poll: schedule.exactOptional().describe('An interval such as 15m, or a cron expression.'),
    schedules: z.record(name, schedule).exactOptional().describe('By source, where it is not `poll`.'),
    sweep: schedule
      .exactOptional()
      .describe('When the source is read from the beginning and compared, as in 0 3 * * *.'),
    zone: zone.exactOptional().describe('Time zone of cron expressions; UTC unless told.'),
    webhooks: z.boolean().exactOptional().describe("Whether the vendor's webhooks are heeded; true unless told."),
    touchedBy: z.array(name).exactOptional(),
    changes: z.boolean().exactOptional(),
    manual: z.boolean().exactOptional().describe('Whether it can be run by hand; true unless told.'),
  }),
  brakes: brakes.exactOptional().describe('Shares at which a run stops before writing and asks.'),
  mappings: z.array(mapping).min(1),
  cases: cases.exactOptional().describe('Saved examples. A version that breaks one does not come into force.'),
}) satisfies z.ZodType<FlowDefinition, unknown>

export const recipe = z.strictObject({
  recipe: slug,
  title: name,
  says: name,
  connector: name,
  flows: z.array(flowDefinition).min(1),
}) satisfies z.ZodType<Recipe, unknown>

/** The schemas that are committed beside the recipes, by file name. */
export const schemas: Readonly<Record<string, { title: string; schema: z.ZodType }>> = {
  'recipe.schema.json': { title: 'Trefoil recipe', schema: recipe },
  'flow.schema.json': { title: 'Trefoil flow', schema: flowDefinition },
  'cases.schema.json': { title: 'Cases of a Trefoil recipe', schema: cases },
}
