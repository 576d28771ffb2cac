import { Button, Modal, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Schemas } from '../../api.ts'
import { Sheet } from '../../components/page.tsx'
import { type Column, Rows } from '../../components/rows.tsx'
import { Loaded, Trouble } from '../../components/states.tsx'
import { tell, tellTrouble } from '../../components/told.ts'
import { When } from '../../components/when.tsx'
import { fieldsOf } from '../../form-fields.ts'
import {
  peopleQuery,
  useChangeRole,
  useInvite,
  useRemovePerson,
  useSignInLink,
  useSignOutPerson,
} from '../../queries/people.ts'
import { sessionQuery } from '../../queries/session.ts'
import { t } from '../../words/words.ts'
import { RemoveButton } from './remove-button.tsx'
import { roleChoices, roleOf, roleSays, roleWords } from './roles.ts'
import { Secret } from './secret.tsx'

type Person = Schemas['Person']

export function People() {
  const people = useQuery(peopleQuery)
  const me = useQuery(sessionQuery).data?.person
  const isOwner = me?.role === 'owner'
  const invite = useInvite()
  const link = useSignInLink()
  const remove = useRemovePerson()
  const [isInviting, setInviting] = useState(false)
  const path = invite.data?.path ?? link.data?.path
  const close = () => {
    setInviting(false)
    invite.reset()
    link.reset()
  }
  return (
    <Sheet
      title={t('People')}
      flush
      actions={
        isOwner && (
          <Button size="xs" onClick={() => setInviting(true)}>
            {t('Invite')}
          </Button>
        )
      }
    >
      <Loaded of={people}>
        {({ data }) => (
          <Rows
            label={t('People')}
            items={data}
            keyOf={({ id }) => id}
            columns={columns(me ?? undefined, (id) => link.mutate(id, { onError: tellTrouble }), remove)}
          />
        )}
      </Loaded>
      <Modal
        opened={isInviting || path !== undefined}
        onClose={close}
        title={path === undefined ? t('Invite somebody') : t('The link')}
        closeButtonProps={{ 'aria-label': t('Close') }}
      >
        {path === undefined ? (
          <form
            className="stack"
            onSubmit={(event) => {
              event.preventDefault()
              const { name = '', email = '', role } = fieldsOf(event.currentTarget)
              invite.mutate({ name, email, role: roleOf(role) })
            }}
          >
            <TextInput name="name" label={t('Name')} required autoComplete="off" />
            <TextInput name="email" type="email" label={t('E-mail address')} required autoComplete="off" />
            <Select
              name="role"
              label={t('Role')}
              defaultValue="operator"
              allowDeselect={false}
              data={roleChoices()}
              renderOption={RoleOption}
            />
            <Trouble error={invite.error} />
            <Button type="submit" loading={invite.isPending}>
              {t('Make the link')}
            </Button>
          </form>
        ) : (
          <Secret
            text={`${location.origin}${path}`}
            says={t('Send it yourself. It opens the console once, and for one day; it is shown only now.')}
          />
        )}
      </Modal>
    </Sheet>
  )
}

function columns(
  me: Person | undefined,
  makeLink: (id: number) => void,
  remove: ReturnType<typeof useRemovePerson>,
): Column<Person>[] {
  const isOwner = me?.role === 'owner'
  return [
    {
      head: t('Name'),
      cell: ({ id, name }) => (
        <>
          {name} {id === me?.id && <span className="quiet">{t('(you)')}</span>}
        </>
      ),
    },
    { head: t('E-mail address'), cell: ({ email }) => email },
    { head: t('Role'), cell: (person) => (isOwner ? <RoleChoice person={person} /> : roleWords[person.role]()) },
    { head: t('Signed in'), cell: ({ signedInAt }) => <When at={signedInAt} />, isDeskOnly: true },
    ...(isOwner
      ? [
          {
            head: t('Actions'),
            isAction: true,
            cell: ({ id, name }: Person) => (
              <span className="row-actions">
                <Button size="compact-sm" variant="default" onClick={() => makeLink(id)}>
                  {t('Sign-in link')}
                  <span className="unseen"> {name}</span>
                </Button>
                {id !== me.id && <SignOut id={id} name={name} />}
                {id !== me.id && (
                  <RemoveButton
                    id={id}
                    name={name}
                    title={t('Remove {name}?', { name })}
                    says={t('The account and all its sessions end at once. What the person did stays in the history.')}
                    remove={remove}
                  />
                )}
              </span>
            ),
          },
        ]
      : []),
  ]
}

function RoleChoice({ person }: { person: Person }) {
  const change = useChangeRole()
  return (
    <Select
      aria-label={t('Role of {name}', { name: person.name })}
      size="xs"
      w={130}
      allowDeselect={false}
      value={person.role}
      data={roleChoices()}
      onChange={(role) => change.mutate({ id: person.id, role: roleOf(role) }, { onError: tellTrouble })}
    />
  )
}

/** A role, and what it may do beyond the one before it. */
function RoleOption({ option }: { option: { value: string; label: string } }) {
  return (
    <span>
      {option.label} <span className="quiet">{roleSays[roleOf(option.value)]()}</span>
    </span>
  )
}

function SignOut({ id, name }: { id: number; name: string }) {
  const signOut = useSignOutPerson()
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={signOut.isPending}
      onClick={() =>
        signOut.mutate(id, {
          onSuccess: ({ ended }) =>
            tell(t('{count, plural, one {# session ended} other {# sessions ended}}', { count: ended })),
          onError: tellTrouble,
        })
      }
    >
      {t('Sign out')}
      <span className="unseen"> {name}</span>
    </Button>
  )
}
