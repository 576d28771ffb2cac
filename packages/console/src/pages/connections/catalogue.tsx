import { Text, TextInput, Title } from '@mantine/core'
import { Check, KeyRound, Minus, Search, Webhook } from 'lucide-react'
import { useState } from 'react'
import type { Schemas } from '../../api.ts'
import { ButtonLink } from '../../components/button-link.tsx'
import { May } from '../../components/may.tsx'
import { Empty } from '../../components/states.tsx'
import { fieldLabel, withinLine } from '../../record-words.ts'
import { listed, t } from '../../words/words.ts'
import { Grid } from './grid.tsx'

type Offer = Schemas['Connector']

const categories: ReadonlyMap<string, () => string> = new Map(
  Object.entries({
    'Point of sale': () => t('Point of sale'),
    Marketing: () => t('Marketing'),
    'Your own programs': () => t('Your own programs'),
  }),
)

/** What can be connected, by category, and what each can do: all of it from what the connectors say of themselves. */
export function Catalogue({
  offers,
  accounts,
}: {
  offers: readonly Offer[]
  accounts: readonly Schemas['Connection'][]
}) {
  const [typed, setTyped] = useState('')
  const wanted = typed.trim()
  const found = offers.filter((offer) => isCalled(offer, wanted))
  return (
    <>
      <div className="available">
        <Title order={2}>{t('Available')}</Title>
        <TextInput
          aria-label={t('Search what can be connected')}
          placeholder={t('A vendor, or what it should move')}
          leftSection={<Search size={16} aria-hidden />}
          type="search"
          value={typed}
          onChange={({ currentTarget: { value } }) => setTyped(value)}
        />
      </div>
      {found.length === 0 && <Empty title={t('Nothing that can be connected is called “{q}”', { q: wanted })} />}
      <div className="catalogue">
        {[...Map.groupBy(found, ({ category }) => category)].map(([category, some]) => (
          <section key={category} className="catalogue" aria-label={categoryWord(category)}>
            <Title order={3} c="dimmed">
              {categoryWord(category)}
            </Title>
            {some.map((offer) => (
              <OfferCard
                key={offer.id}
                offer={offer}
                own={accounts.filter(({ connector }) => connector === offer.id)}
              />
            ))}
          </section>
        ))}
      </div>
      {found.length > 0 && (
        <details className="more">
          <summary>{t('All at a glance')}</summary>
          <div className="sheet sheet-flush glance">
            <Grid offers={found} />
          </div>
        </details>
      )}
    </>
  )
}

function categoryWord(category: string): string {
  return categories.get(category)?.() ?? category
}

/** By its name, by what it belongs to, or by what it moves. */
function isCalled(offer: Offer, wanted: string): boolean {
  const words = [offer.title, categoryWord(offer.category), ...abilitiesOf(offer).map(({ name }) => fieldLabel(name))]
  return words.some((word) => word.toLowerCase().includes(wanted.toLowerCase()))
}

/** The table of what it moves stands a click away, so that all offers are seen at once. */
function OfferCard({ offer, own }: { offer: Offer; own: readonly Schemas['Connection'][] }) {
  const { id, title, hasWebhooks, oauth } = offer
  const abilities = abilitiesOf(offer)
  return (
    <section className="sheet offer" aria-label={title}>
      <div className="card-head">
        <div>
          <Title order={4} size="h3">
            {title}
          </Title>
          <Text size="sm" c="dimmed">
            {own.length === 0
              ? t('not connected yet')
              : t('{count, plural, one {# connected} other {# connected}}', { count: own.length })}
          </Text>
        </div>
        <May needs="admin">
          <ButtonLink size="xs" to="/connect/$connector" params={{ connector: id }} variant="default">
            {t('Connect {title}', { title })}
          </ButtonLink>
        </May>
      </div>
      <details>
        <summary>
          {t('Moves {what}', { what: listed(abilities.map(({ name }) => withinLine(fieldLabel(name)))) })}
        </summary>
        <table className="abilities" aria-label={t('What {title} can do', { title })}>
          <thead>
            <tr>
              <td />
              <th scope="col">{t('Reads')}</th>
              <th scope="col">{t('Writes')}</th>
            </tr>
          </thead>
          <tbody>
            {abilities.map(({ name, says, reads, writes }) => (
              <tr key={name}>
                <th scope="row">
                  <span className="ability">
                    {fieldLabel(name)}
                    <span className="quiet">{says}</span>
                  </span>
                </th>
                <Can isTrue={reads} />
                <Can isTrue={writes} />
              </tr>
            ))}
          </tbody>
        </table>
      </details>
      {(hasWebhooks || oauth !== null) && (
        <ul className="list offer-more">
          {hasWebhooks && (
            <li>
              <Webhook size={14} aria-hidden /> {t('tells of changes at once, by webhook')}
            </li>
          )}
          {oauth !== null && (
            <li>
              <KeyRound size={14} aria-hidden /> {t('can be signed in to, without a key')}
            </li>
          )}
        </ul>
      )}
    </section>
  )
}

function Can({ isTrue }: { isTrue: boolean }) {
  return (
    <td>
      {isTrue ? (
        <Check size={16} className="good" role="img" aria-label={t('yes')} />
      ) : (
        <Minus size={16} className="quiet" role="img" aria-label={t('no')} />
      )}
    </td>
  )
}

interface Ability {
  name: string
  says: string
  reads: boolean
  writes: boolean
}

/** One line for each kind of thing, whether it is read, written or both. */
function abilitiesOf({ sources, targets }: Offer): Ability[] {
  const names = [...new Set([...sources, ...targets].map(({ name }) => name))]
  return names.map((name) => {
    const source = sources.find((each) => each.name === name)
    const target = targets.find((each) => each.name === name)
    const says = source?.title ?? target?.title ?? ''
    return { name, says, reads: source !== undefined, writes: target !== undefined }
  })
}
