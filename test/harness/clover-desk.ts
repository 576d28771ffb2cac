import type { FlowDefinition } from '@trefoil/mapping'
import { customerDraft } from './customer-draft.ts'
import type { FinishedRun, House } from './open-house.ts'
import { told } from './told.ts'

type Draft = NonNullable<Parameters<typeof customerDraft>[1]>

/** What a person does at the till and in the hub, with the flow clover-customers between them. */
export interface CloverDesk {
  /** A new customer at the till, and what its sync came to. */
  arrives(name: string, draft?: Draft): Promise<{ id: string; run: FinishedRun }>
  /** A customer is changed at the till, and what its sync came to. */
  changes(id: string, draft: Draft): Promise<FinishedRun>
  /** A record is changed in the hub by hand. */
  edit(emailOrNumber: string, fields: Record<string, unknown>): Promise<void>
  /** Acts while the flow is defined otherwise, and puts the definition back. */
  withFlow(change: (flow: FlowDefinition) => void, act: () => Promise<void>): Promise<void>
}

const name = 'clover-customers'

/** `house` is asked for at each act: a test file opens it before its tests, not before it is read. */
export function cloverDesk(house: () => House): CloverDesk {
  const sync = (externalId: string) => house().sync(name, { externalId })
  return {
    arrives: async (who, draft = {}) => {
      const { id } = house().clover.customers.create(customerDraft(who, draft))
      return { id, run: await sync(id) }
    },
    changes: (id, draft) => {
      house().clover.customers.update(id, draft)
      return sync(id)
    },
    edit: async (emailOrNumber, fields) => {
      const record = await house().record(emailOrNumber)
      const path = { id: String(record?.id) }
      await told(house().api.PATCH('/api/v1/records/{id}', { params: { path }, body: fields }))
    },
    withFlow: async (change, act) => {
      const shipped = house()
        .recipes.flatMap(({ flows }) => flows)
        .find((flow) => flow.name === name)
      if (shipped === undefined) throw new Error(`No recipe has a flow called ${name}`)
      await house().change(name, (definition) => {
        change(definition)
        return definition
      })
      try {
        await act()
      } finally {
        await house().change(name, () => shipped)
      }
    },
  }
}
