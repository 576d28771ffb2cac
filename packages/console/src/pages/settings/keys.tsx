import { Button, Modal, MultiSelect, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Sheet } from '../../components/page.tsx'
import { Rows } from '../../components/rows.tsx'
import { Loaded, Trouble } from '../../components/states.tsx'
import { When } from '../../components/when.tsx'
import { fieldsOf } from '../../form-fields.ts'
import { keysQuery, useMakeKey, useRemoveKey } from '../../queries/people.ts'
import { t } from '../../words/words.ts'
import { RemoveButton } from './remove-button.tsx'
import { roleChoices, roleOf, roleWords } from './roles.ts'
import { type Scope, scopeNames, scopeWord, scopeWords } from './scopes.ts'
import { Secret } from './secret.tsx'

/** Keys for programs: the command line, scripts, other systems. */
export function Keys() {
  const keys = useQuery(keysQuery)
  const make = useMakeKey()
  const remove = useRemoveKey()
  const [isMaking, setMaking] = useState(false)
  const [scopes, setScopes] = useState<Scope[]>([])
  return (
    <Sheet
      title={t('API keys')}
      flush
      actions={
        <Button size="xs" onClick={() => setMaking(true)} disabled={keys.isError}>
          {t('New key')}
        </Button>
      }
    >
      <Loaded of={keys}>
        {({ data }) => (
          <Rows
            label={t('API keys')}
            items={data}
            keyOf={({ id }) => id}
            columns={[
              { head: t('Name'), cell: ({ name }) => name },
              { head: t('Role'), cell: ({ role }) => roleWords[role]() },
              {
                head: t('Reaches'),
                cell: ({ scopes }) => (scopes === null ? t('Every part') : scopes.map(scopeWord).join(', ')),
              },
              { head: t('Made'), cell: ({ createdAt }) => <When at={createdAt} />, isDeskOnly: true },
              { head: t('Used'), cell: ({ usedAt }) => <When at={usedAt} /> },
              { head: t('Expires'), cell: ({ expiresAt }) => <When at={expiresAt} /> },
              {
                head: t('Actions'),
                isAction: true,
                cell: ({ id, name }) => (
                  <RemoveButton
                    id={id}
                    name={name}
                    title={t('Remove the key {name}?', { name })}
                    says={t('Programs that use it are refused at once.')}
                    remove={remove}
                  />
                ),
              },
            ]}
          />
        )}
      </Loaded>
      <Modal
        opened={isMaking}
        onClose={() => {
          setMaking(false)
          setScopes([])
          make.reset()
        }}
        title={t('New key')}
        closeButtonProps={{ 'aria-label': t('Close') }}
      >
        {make.data === undefined ? (
          <form
            className="stack"
            onSubmit={(event) => {
              event.preventDefault()
              const { name = '', role, days = '' } = fieldsOf(event.currentTarget)
              const life = days === '' ? null : Number(days)
              make.mutate({ name, role: roleOf(role), scopes: scopes.length === 0 ? null : scopes, days: life })
            }}
          >
            <TextInput name="name" label={t('What it is for')} required autoComplete="off" />
            <Select name="role" label={t('Role')} defaultValue="viewer" allowDeselect={false} data={roleChoices()} />
            <MultiSelect
              label={t('Only these parts of the API')}
              placeholder={scopes.length === 0 ? t('Every part') : ''}
              data={Object.entries(scopeWords).map(([value, label]) => ({ value, label: label() }))}
              value={scopes}
              onChange={(chosen) => setScopes(scopeNames.filter((scope) => chosen.includes(scope)))}
            />
            <Select
              name="days"
              label={t('Works for')}
              defaultValue="365"
              allowDeselect={false}
              data={[
                { value: '30', label: t('30 days') },
                { value: '90', label: t('90 days') },
                { value: '365', label: t('a year') },
                { value: '', label: t('ever, until it is removed') },
              ]}
            />
            <Trouble error={make.error} />
            <Button type="submit" loading={make.isPending}>
              {t('Make the key')}
            </Button>
          </form>
        ) : (
          <Secret text={make.data.key} says={t('Keep it where secrets are kept: it is shown only now.')} />
        )}
      </Modal>
    </Sheet>
  )
}
