import { describe, expect, test } from 'vitest'
import type { FlowDefinition, MappingDefinition, Rule } from '../definition.ts'
import { customer } from '../entities/customer.ts'
import type { EntityShape } from '../entities/entity-shape.ts'
import { customersBy } from '../test-flow.ts'
import { checkFlow, checkFlows } from './check-flow.ts'

const profile: EntityShape = {
  name: 'Klaviyo profile',
  open: true,
  fields: { email: { type: 'text' }, firstName: { type: 'text' }, tags: { type: 'list', managed: true } },
}
const number: Rule = { to: 'CustomerNumber', field: 'Id' }

function flow(mapping: Partial<MappingDefinition>, more: Partial<FlowDefinition> = {}): FlowDefinition {
  return customersBy([{ name: 'Add', type: 'add', rules: [number], ...mapping }], more)
}

function out(rule: Rule, type: MappingDefinition['type'] = 'add'): FlowDefinition {
  return flow({ type, rules: [rule] }, { direction: 'from_hub' })
}

function codes(definition: FlowDefinition, destination = customer): string[] {
  return checkFlow(definition, { lookups: [], destination }).map(({ code }) => code)
}

test('a sound flow has no diagnostics', () => {
  expect(checkFlow(flow({}), { lookups: [], destination: customer })).toEqual([])
})

test('a required field of the destination that no rule fills is an error on add, and none on update', () => {
  const rules: Rule[] = [{ to: 'FirstName', field: 'FirstName' }]
  expect(checkFlow(flow({ rules }), { lookups: [], destination: customer })).toEqual([
    {
      code: 'REQUIRED_UNMAPPED',
      severity: 'error',
      message: 'Customer needs customerNumber, and no rule fills it',
      path: ['mappings', 0, 'rules'],
    },
  ])
  expect(codes(flow({ rules, type: 'update' }))).toEqual([])
  expect(codes(flow({ rules: [{ ...number, only: 'update' }], type: 'add_and_update' }))).toEqual(['REQUIRED_UNMAPPED'])
})

describe('a constant in a unique field', () => {
  const formula = '(IsEmpty(EmailAddress) ? "guest@customerdomain.com" : EmailAddress)'

  test('is found inside a formula, with its place', () => {
    const found = checkFlow(flow({ rules: [number, { to: 'EmailAddress', formula }] }), {
      lookups: [],
      destination: customer,
    })
    expect(found).toMatchObject([
      {
        code: 'CONSTANT_IN_UNIQUE_FIELD',
        path: ['mappings', 0, 'rules', 1, 'formula'],
        range: { line: 1, column: 26, length: 26 },
      },
    ])
  })

  test.each<[Rule]>([
    [{ to: 'emailAddress', static: 'a@b.c' }],
    [{ to: 'emailAddress', field: 'Mail', default: 'a@b.c' }],
    [{ to: 'emailAddress', formula: 'Mail ?? "a@b.c"' }],
    [{ to: 'emailAddress', formula: 'Coalesce(Mail, "a@b.c")' }],
    [{ to: 'emailAddress', formula: 'if (IsEmpty(Mail)) { return "a@b.c"; } else { return Mail; }' }],
  ])('is found in %j', (rule) => {
    expect(codes(flow({ rules: [number, rule] }))).toEqual(['CONSTANT_IN_UNIQUE_FIELD'])
  })

  test.each<[Rule]>([
    [{ to: 'emailAddress', formula: 'Mail + "@example.com"' }],
    [{ to: 'emailAddress', formula: 'IsEmpty(Mail) ? null : Mail' }],
    [{ to: 'firstName', static: 'Ann' }],
  ])('is not seen where there is none: %j', (rule) => {
    expect(codes(flow({ rules: [number, rule] }))).toEqual([])
  })
})

describe('a branch behind the filter', () => {
  const rules: Rule[] = [number, { to: 'comment', formula: 'IsEmpty(EmailAddress) ? "none" : EmailAddress' }]

  test.each([['!IsEmpty(EmailAddress)'], ['!IsBlank(Email_Address)'], ['Total > 3 && !(IsEmpty(emailAddress))']])(
    '%s makes the stand-in unreachable',
    (filter) => {
      expect(checkFlow(flow({ filter, rules }), { lookups: [], destination: customer })).toMatchObject([
        {
          code: 'UNREACHABLE_BRANCH',
          range: { column: 25, length: 6 },
        },
      ])
    },
  )

  test.each([
    ['EmailAddress != null'],
    ['!IsNull(EmailAddress)'],
    ['!IsEmpty(EmailAddress) || Vip'],
    ['!IsEmpty(Phone)'],
  ])('%s leaves it reachable', (filter) => {
    expect(codes(flow({ filter, rules }))).toEqual([])
  })

  test('a condition turned round is understood', () => {
    const turned: Rule[] = [number, { to: 'comment', formula: 'EmailAddress != null ? EmailAddress : "none"' }]
    expect(codes(flow({ filter: 'EmailAddress != null', rules: turned }))).toEqual(['UNREACHABLE_BRANCH'])
  })
})

describe('what the other side manages', () => {
  test.each([['LIST_VIP'], ['UCLIST_VIP'], ['SubscribeProfile'], ['Tags']])('%s on update is a warning', (to) => {
    expect(codes(out({ to, static: true }, 'update'), profile)).toContain('MANAGED_FIELD_UPDATED')
    expect(codes(out({ to, static: true }), profile)).not.toContain('MANAGED_FIELD_UPDATED')
  })

  test('the fix for an add-and-update rule is to set it on add only', () => {
    const [found] = checkFlow(out({ to: 'LIST_VIP', static: true }, 'add_and_update'), {
      lookups: [],
      destination: profile,
    })
    expect(found?.fix).toMatchObject({ path: ['mappings', 0, 'rules', 0, 'only'], value: 'add' })
    expect(codes(out({ to: 'LIST_VIP', static: true, only: 'add' }, 'add_and_update'), profile)).toEqual([])
  })
})

describe('names of lists', () => {
  test('a list without its prefix is a custom property, and the fix adds it', () => {
    const [found] = checkFlow(out({ to: 'Claustrophobic List', static: true }), { lookups: [], destination: profile })
    expect(found).toMatchObject({ code: 'LIST_WITHOUT_PREFIX', fix: { value: 'LIST_Claustrophobic List' } })
  })

  test.each([
    ['list_VIP', 'LIST_VIP'],
    ['ucList VIP', 'UCLIST_VIP'],
    ['fristName', 'firstName'],
  ])('%s was perhaps meant to be %s', (to, value) => {
    const [found] = checkFlow(out({ to, static: true }), { lookups: [], destination: profile })
    expect(found).toMatchObject({ code: 'NEAR_NAME', fix: { value } })
  })

  test('a list without a name or with a value other than true and false is an error', () => {
    expect(codes(out({ to: 'LIST_', static: true }), profile)).toEqual(['LIST_WITHOUT_NAME'])
    expect(codes(out({ to: 'LIST_VIP', static: 'yes' }), profile)).toEqual(['LIST_VALUE'])
    expect(codes(out({ to: 'LIST_VIP', formula: 'Vip == true' }), profile)).toEqual([])
  })
})

test('what does not compile is an error with its place', () => {
  const found = checkFlow(flow({ filter: 'IsEmpty(', rules: [number, { to: 'Nmae', field: 'x' }] }), {
    lookups: [],
    destination: customer,
  })
  expect(found.map(({ code, severity }) => [code, severity])).toEqual([
    ['UNKNOWN_DESTINATION', 'error'],
    ['UNREADABLE', 'error'],
  ])
})

test('a mapping behind one that takes every record is never used', () => {
  const first: MappingDefinition = { name: 'All', type: 'add_and_update', rules: [number] }
  const second: MappingDefinition = { name: 'Some', type: 'update', filter: 'Vip == true', rules: [number] }
  expect(codes(flow({}, { mappings: [first, second] }))).toEqual(['SHADOWED_MAPPING'])
  expect(codes(flow({}, { mappings: [second, first] }))).toEqual([])
})

test('a trigger that the direction has no use for is a warning', () => {
  expect(codes(flow({}, { triggers: { changes: true } }))).toEqual(['USELESS_TRIGGER'])
  expect(codes({ ...out({ to: 'email', field: 'Mail' }), triggers: { poll: '1h' } }, profile)).toEqual([
    'USELESS_TRIGGER',
  ])
})

describe('with the shape of the source', () => {
  const source: EntityShape = {
    name: 'Till customer',
    fields: {
      id: { type: 'text' },
      since: { type: 'datetime' },
      total: { type: 'number' },
      extra: { type: 'map' },
      addresses: {
        type: 'children',
        of: { name: 'Address', fields: { id: { type: 'text' }, town: { type: 'text' } } },
      },
    },
  }
  const found = (mapping: Partial<MappingDefinition>) =>
    checkFlow(flow(mapping), { lookups: [], destination: customer, source }).map(({ code, path }) => [
      code,
      path.join('/'),
    ])

  test('a field that the source does not have is found wherever it is read', () => {
    const child = {
      name: 'Address',
      from: 'Addresses',
      to: 'Addresses',
      key: 'Id',
      filter: '!IsEmpty(Twon)',
      rules: [
        { to: 'City', field: 'Town' },
        { to: 'Region', field: 'Total' },
        { to: 'Company', field: 'Parent.Total' },
        { to: 'Country', formula: 'Parent.Land' },
      ],
    }
    const rules: Rule[] = [
      number,
      { to: 'FirstName', field: 'FristName' },
      { to: 'Comment', formula: 'Totl + 1' },
      { to: 'Company', lookup: { field: 'Kind', table: {} } },
      { to: 'LastName', field: 'Extra.Anything' },
    ]
    expect(found({ filter: 'Totall > 1', rules, children: [child] })).toEqual([
      ['UNKNOWN_FIELD', 'mappings/0/filter'],
      ['UNKNOWN_FIELD', 'mappings/0/rules/1/field'],
      ['UNKNOWN_FIELD', 'mappings/0/rules/2/formula'],
      ['UNKNOWN_FIELD', 'mappings/0/rules/3/lookup/field'],
      ['UNKNOWN_FIELD', 'mappings/0/children/0/filter'],
      ['UNKNOWN_FIELD', 'mappings/0/children/0/rules/1/field'],
      ['UNKNOWN_FIELD', 'mappings/0/children/0/rules/3/formula'],
    ])
  })

  test('a filter that is not true or false is an error', () => {
    expect(found({ filter: 'Total + 1' })).toEqual([['FILTER_NOT_BOOLEAN', 'mappings/0/filter']])
    expect(found({ filter: 'Total > 1', errorFilter: { when: 'Id', message: 'x' } })).toEqual([
      ['FILTER_NOT_BOOLEAN', 'mappings/0/errorFilter/when'],
    ])
  })

  test('the fix of a formula is the whole formula, put right', () => {
    const rules: Rule[] = [number, { to: 'Comment', formula: 'Totl + 1' }]
    const [first] = checkFlow(flow({ rules }), { lookups: [], destination: customer, source })
    expect(first?.fix).toMatchObject({ path: ['mappings', 0, 'rules', 1, 'formula'], value: 'Total + 1' })
  })
})

describe('two flows', () => {
  const one = { connection: 'till', definition: flow({}) }

  test('that move the same records over one connection are a conflict that names both', () => {
    const other = { connection: 'till', definition: flow({ name: 'All', type: 'add_and_update' }, { name: 'again' }) }
    expect(checkFlows([one, other])).toEqual([
      {
        code: 'FLOW_CONFLICT',
        flows: ['customers', 'again'],
        message:
          'customers (Add) and again (All) both move Customer records from customers of till: each would overwrite what the other wrote',
      },
    ])
  })

  test.each([
    ['another connection', { connection: 'shop', definition: flow({}) }],
    ['another direction', { connection: 'till', definition: flow({}, { direction: 'from_hub' }) }],
    ['another entity', { connection: 'till', definition: flow({}, { entity: 'Order' }) }],
    ['another sync type', { connection: 'till', definition: flow({ type: 'update' }) }],
  ])('with %s are none', (_, other) => {
    expect(checkFlows([one, other])).toEqual([])
  })
})
