import { useQuery } from '@tanstack/react-query'
import { peopleQuery } from '../queries/people.ts'
import { t } from '../words/words.ts'

/** Who did it, by name: a person, a program's key, a flow; or a customer, by the shop's form or in the wallet. */
export function ActorName({ actor }: { actor: string }) {
  const people = useQuery({ ...peopleQuery, enabled: actor.startsWith('person:') })
  const [kind, id = ''] = actor.split(':')
  if (kind === 'person')
    return <span>{people.data?.data.find((person) => String(person.id) === id)?.name ?? t('a person')}</span>
  if (kind === 'key') return <span>{t('the API key {name}', { name: id })}</span>
  if (kind === 'sign-up') return <span>{t('the loyalty form')}</span>
  if (kind === 'customer') return <span>{t('the customer')}</span>
  if (kind === 'customer') return <span>{t('the customer, in the wallet')}</span>
  return <span>{kind === 'flow' ? t('the flow {name}', { name: id }) : actor}</span>
}
